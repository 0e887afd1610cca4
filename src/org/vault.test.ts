import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Vault } from './vault.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-vault-'));
  file = join(folder, 'master-key');
});
afterEach(() => rm(folder, { recursive: true }));

describe('A sealed secret', () => {
  it('is opened for its owner alone, and as it was', async () => {
    const vault = await Vault.open({ file });
    const sealed = await vault.seal('櫓 secret', 'key 1');
    expect(sealed).not.toContain('secret');
    expect(await vault.open(sealed, 'key 1')).toBe('櫓 secret');
    await expect(vault.open(sealed, 'key 2')).rejects.toMatchObject({ code: 'BadConfig' });
  });

  it('that was changed or cut anywhere is refused with a sentence', async () => {
    const vault = await Vault.open({ file });
    const sealed = await vault.seal('secret', 'key 1');
    const [id = '', body = ''] = sealed.split('.');
    for (let length = 0; length < body.length; length += 1)
      await expect(vault.open(`${id}.${body.slice(0, length)}`, 'key 1')).rejects.toMatchObject({ code: 'BadConfig' });
    await expect(vault.open(`${id}.A${body.slice(1)}`.replace('.AA', '.BA'), 'key 1')).rejects.toThrow(/changed/);
  });

  it('can be opened after a change of the key within which another process changed it too', async () => {
    const [one, other] = [await Vault.open({ file }), await Vault.open({ file })];
    let sealed = await one.seal('secret', 'key 1');
    const reseal = async (vault: Vault): Promise<void> => {
      sealed = await vault.seal(await vault.open(sealed, 'key 1'), 'key 1');
    };
    await one.rotate(async () => {
      await other.rotate(() => reseal(other));
      await reseal(one);
    });
    expect(await (await Vault.open({ file })).open(sealed, 'key 1')).toBe('secret');
  });
});
