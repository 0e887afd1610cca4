import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAccessKey, listAccessKeys, revokeAccessKey } from './access-keys.ts';
import { made, type Made } from './made.contract.ts';
import { addPerson } from './people.ts';
import { orgTables } from './tables.ts';
import { issueTemporaryKey, type TemporaryKey } from './temporary-keys.ts';

const account = '111122223333';

describe('A temporary key', () => {
  let one: Made;
  const keys = () => one.org.context;
  const issue = (parent = '', person = 'aiko', seconds = 900): Promise<TemporaryKey> => {
    const acts = { person, role: '', account: '', session: '', source_identity: '', language: 'en' };
    return issueTemporaryKey({ acts, parent, seconds, by: person }, keys());
  };
  beforeEach(async () => {
    one = await made();
    for (const name of ['aiko', 'ken']) await addPerson({ name, role: 'analyst', account }, keys());
  });
  afterEach(() => one[Symbol.asyncDispose]());

  /** So many more keys like this one. */
  async function copied(id: string, times: number): Promise<void> {
    const db = orgTables(one.store);
    const row = await db.selectFrom('access_keys').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const rows = Array.from({ length: times }, (_, at) => ({ ...row, id: `${id}-${at}` }));
    for (let from = 0; from < times; from += 50)
      await db
        .insertInto('access_keys')
        .values(rows.slice(from, from + 50))
        .execute();
  }

  it('is one of two thousand that a person may have at a time, and others have their own', async () => {
    await copied((await issue()).accessKeyId, 1998);
    await issue();
    await expect(issue()).rejects.toMatchObject({ code: 'TooMany' });
    await issue('', 'ken');
    one.now += 900_000;
    await issue(); // the others have ended
  });

  it('is one of two thousand that began with one key, through whatever chain', async () => {
    const own = () => createAccessKey({ person: 'aiko' }, { by: 'administrator', language: 'en' }, keys());
    const [{ accessKeyId: first }, { accessKeyId: second }] = [await own(), await own()];
    const { accessKeyId: child } = await issue(first);
    await copied(child, 1999);
    await expect(issue(first)).rejects.toMatchObject({ code: 'TooMany' });
    await expect(issue(child)).rejects.toMatchObject({ code: 'TooMany' });
    await issue(second);
  });

  it('is not issued for a key that was revoked', async () => {
    const by = { by: 'administrator', language: 'en' } as const;
    const { accessKeyId } = await createAccessKey({ person: 'aiko' }, by, keys());
    await revokeAccessKey(accessKeyId, keys());
    await expect(issue(accessKeyId)).rejects.toMatchObject({ code: 'Denied' });
  });

  it('ends at a whole second, and is listed with its end, which a lasting key has not', async () => {
    one.now += 123;
    const { accessKeyId: lasting } = await createAccessKey(
      { person: 'aiko' },
      { by: 'administrator', language: 'en' },
      keys(),
    );
    const { accessKeyId, expires } = await issue(lasting);
    expect(expires.getTime()).toBe(one.now - 123 + 900_000);
    const listed = new Map((await listAccessKeys(keys())).map(({ id, expiresAt }) => [id, expiresAt]));
    expect(listed.get(accessKeyId)).toBe(expires.toISOString());
    expect(listed.get(lasting)).toBeUndefined();
  });
});
