import { scryptSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localAccount } from '#aws';
import { orgMigrations } from '#org';
import { openStore, type Store } from '#store';
import { isPasswordOf, Password, passwordSince, removePassword, setPassword } from './passwords.ts';
import { webMigrations, webTables } from './tables.ts';
import type { WebContext } from './tokens.ts';

const phrase = 'correct horse battery';
let folder = '';
let store: Store;
const at = (now: number): WebContext => ({ store, clock: { now: () => new Date(now) }, homeAccount: localAccount });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-passwords-'));
  store = await openStore({ path: join(folder, 'store.db') });
  await store.migrate([...orgMigrations, ...webMigrations]);
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe('A password', () => {
  it.each([
    [11, false],
    [12, true],
    [1000, true],
    [1001, false],
  ])('of %i characters: taken is %s', (length, taken) => {
    expect(Password.safeParse('ab c'.repeat(300).slice(0, length)).success).toBe(taken);
  });

  it.each(['aaaaaaaaaaaa', 'abcabcabcabc', 'aikoaikoaiko', 'Aiko-aiko-12', 'AIKOaikoAIKO!?'])(
    'that would be guessed soon is refused: %s',
    async (password) => {
      await expect(setPassword('aiko', password, at(1))).rejects.toMatchObject({ code: 'BadInput' });
      expect(await passwordSince('aiko', at(1))).toBeUndefined();
    },
  );

  it('with four signs, and six beside the name, is not refused', async () => {
    for (const password of ['abcdabcdabcd', 'aiko aiko 1234']) {
      await setPassword('aiko', password, at(1));
      expect(await isPasswordOf('aiko', password, at(1))).toBe(true);
    }
  });

  it('is kept with its cost, which OWASP asks for, and its own salt', async () => {
    for (const person of ['first', 'second']) await setPassword(person, phrase, at(1));
    const rows = await webTables(store)
      .selectFrom('passwords')
      .selectAll()
      .where('hash', 'like', 'scrypt$15$%')
      .execute();
    const hashes = rows.filter(({ person }) => ['first', 'second'].includes(person)).map(({ hash }) => hash);
    expect(new Set(hashes).size).toBe(2);
    for (const hash of hashes) {
      expect(hash).toMatch(/^scrypt\$15\$[\w-]{22}\$[\w-]{43}$/);
      const salt = Buffer.from(hash.split('$')[2] ?? '', 'base64url');
      expect(hash.split('$')[3]).toBe(derived(salt, 15));
    }
  });

  it('that was kept at another cost still signs in', async () => {
    const salt = Buffer.from('sixteen bytes...');
    const hash = `scrypt$14$${salt.toString('base64url')}$${derived(salt, 14)}`;
    await webTables(store).insertInto('passwords').values({ person: 'older', hash, changed_at: 1 }).execute();
    expect(await isPasswordOf('older', phrase, at(1))).toBe(true);
    expect(await isPasswordOf('older', `${phrase}!`, at(1))).toBe(false);
  });

  it('is of the person alone, and of nobody once it is removed or changed', async () => {
    await setPassword('kenji', phrase, at(5));
    expect(await isPasswordOf('kenji', phrase, at(6))).toBe(true);
    expect(await isPasswordOf('kenji', `${phrase} `, at(6))).toBe(false);
    expect(await isPasswordOf('aiko', phrase, at(6))).toBe(false);
    await setPassword('kenji', 'another phrase', at(7));
    expect(await passwordSince('kenji', at(8))).toBe(7);
    expect(await isPasswordOf('kenji', phrase, at(8))).toBe(false);
    await removePassword('kenji', at(9));
    expect(await isPasswordOf('kenji', 'another phrase', at(9))).toBe(false);
    expect(await passwordSince('kenji', at(9))).toBeUndefined();
  });

  it('is the same however a keyboard puts its letters together', async () => {
    await setPassword('mika', 'パスワードは長いほど', at(1));
    expect(await isPasswordOf('mika', 'パスワードは長いほど'.normalize('NFD'), at(1))).toBe(true);
  });

  it('of somebody who has none is not even the text that stands for it', async () => {
    expect(await isPasswordOf('nobody', '', at(1))).toBe(false);
  });

  it('is computed for four people at once and no more, and for others afterwards', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => isPasswordOf('mika', phrase, at(1))));
    const refused = tries.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(2);
    expect(refused[0]).toMatchObject({ reason: { code: 'TooMany' } });
    expect(await isPasswordOf('mika', phrase, at(1))).toBe(false);
  });
});

const derived = (salt: Buffer, power: number): string =>
  scryptSync(phrase, salt, 32, { N: 2 ** power, r: 8, p: 1, maxmem: 2 ** 27 }).toString('base64url');
