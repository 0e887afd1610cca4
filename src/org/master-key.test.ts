import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { masterKeys, renewMasterKeys } from './master-key.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-master-key-'));
  file = join(folder, 'below', 'master-key');
});
afterEach(() => rm(folder, { recursive: true }));

const ids = async (): Promise<string[]> => (await masterKeys({ file })).map(({ id }) => id);

describe('The file of master keys', () => {
  it('is made once, for its owner alone, also when several ask for it at the same moment', async () => {
    const made = await Promise.all([ids(), ids(), ids(), ids()]);
    expect(new Set(made.flat()).size).toBe(1);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await ids()).toEqual(made[0]);
  });

  it('keeps the old keys behind a new one, so that what they sealed can be opened', async () => {
    const before = await ids();
    const renewed = await renewMasterKeys(file);
    expect(renewed.slice(1).map(({ id }) => id)).toEqual(before);
    expect(await ids()).toEqual(renewed.map(({ id }) => id));
  });

  it.each([0o640, 0o604])('is refused when others can read it (%i), with what to do', async (mode) => {
    await ids();
    await chmod(file, mode);
    await expect(ids()).rejects.toMatchObject({ code: 'BadConfig', message: expect.stringContaining('chmod 600') });
  });

  it.each(['', '{"keys":[]}', '{"keys":["c2hvcnQ="]}'])('that holds %j is not replaced by a new key', async (text) => {
    await ids();
    await writeFile(file, text);
    await expect(ids()).rejects.toMatchObject({ code: 'BadConfig' });
  });

  it('that cannot be made says why', async () => {
    file = join(folder, 'file', 'master-key');
    await writeFile(join(folder, 'file'), '');
    await expect(ids()).rejects.toThrow(/ENOTDIR|EEXIST/);
  });
});

it('a key of the settings that is too short is no key', async () => {
  await expect(masterKeys({ settings: ['c2hvcnQ='] })).rejects.toThrow(/org\.masterKey is no key: it must be 32/);
});
