import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAccessKey, revokeAccessKey } from './access-keys.ts';
import { accountOfKey, Credentials } from './credentials.ts';
import { made, type Made } from './made.contract.ts';
import { addPerson, changePerson } from './people.ts';
import { Revision } from './revision.ts';
import { orgTables } from './tables.ts';

const account = '111122223333';
const by = { by: 'administrator', language: 'en' } as const;

describe('A key', () => {
  let one: Made;
  const keys = () => one.org.context;
  const added = async (): Promise<string> => (await createAccessKey({ person: 'aiko' }, by, keys())).accessKeyId;
  beforeEach(async () => {
    one = await made();
    await addPerson({ name: 'root.admin', role: 'administrator', account }, keys());
    await addPerson({ name: 'aiko', role: 'analyst', account }, keys());
  });
  afterEach(() => one[Symbol.asyncDispose]());

  it('is opened once, and from then on is there without waiting', async () => {
    const [id, credentials] = [await added(), new Credentials(keys())];
    expect(credentials.recall(id)).toBeUndefined();
    const found = await credentials.find(id);
    expect(found?.row.id).toBe(id);
    expect(credentials.find(id)).toBe(found);
    expect(credentials.recall(id)).toBe(found);
  });

  it('is opened anew after any change of people, keys or policies', async () => {
    const [id, other, credentials] = [await added(), await added(), new Credentials(keys())];
    const found = await credentials.find(id);
    await revokeAccessKey(other, keys());
    const again = await credentials.find(id);
    expect(again).not.toBe(found);
    expect(again?.credential.secret).toBe(found?.credential.secret);
    await revokeAccessKey(id, keys());
    expect((await credentials.find(id))?.credential.revoked).toBe(true);
  });

  it('that was changed while it was read is not kept', async () => {
    const id = await added();
    const revision = new ChangedAfter(2, one);
    const credentials = new Credentials({ ...keys(), revision });
    expect((await credentials.find(id))?.row.id).toBe(id);
    expect(credentials.recall(id)).toBeUndefined();
    revision.left = Number.POSITIVE_INFINITY;
    await credentials.find(id);
    expect(credentials.recall(id)).toBeDefined();
  });

  it('answers in the language that it was made for', async () => {
    const { accessKeyId: id } = await createAccessKey(
      { person: 'aiko' },
      { by: 'administrator', language: 'ja' },
      keys(),
    );
    const credentials = new Credentials(keys());
    expect((await credentials.find(id))?.credential.caller.language).toBe('ja');
    await orgTables(one.store).updateTable('access_keys').set({ language: 'xx' }).where('id', '=', id).execute();
    expect((await new Credentials(keys()).find(id))?.credential.caller).not.toHaveProperty('language');
  });

  it('that was never issued is nobody’s, and is not kept', async () => {
    const credentials = new Credentials(keys());
    expect(await credentials.find('AKIAAAAAAAAAAAAAAAAA')).toBeUndefined();
    expect(await accountOfKey('AKIAAAAAAAAAAAAAAAAA', keys())).toBeUndefined();
  });

  it('of a role that this version does not know is nobody’s', async () => {
    const id = await added();
    await orgTables(one.store)
      .updateTable('access_keys')
      .set({ role: 'future', account })
      .where('id', '=', id)
      .execute();
    expect(await new Credentials(keys()).find(id)).toBeUndefined();
  });

  it('that was revoked, or is of somebody disabled, has a secret that nobody was given', async () => {
    const { accessKeyId: id, secretAccessKey } = await createAccessKey({ person: 'aiko' }, by, keys());
    await changePerson('aiko', { disabled: true }, keys());
    const credential = (await new Credentials(keys()).find(id))?.credential;
    expect(credential).toMatchObject({ revoked: true, caller: { name: 'aiko', account } });
    expect(credential?.secret).not.toBe(secretAccessKey);
    expect(credential?.secret).toMatch(/^.{20,}$/);
  });

  it('belongs to the account of its person, and a key of a role to that of the role', async () => {
    const id = await added();
    expect(await accountOfKey(id, keys())).toBe(account);
    await revokeAccessKey(id, keys());
    expect(await accountOfKey(id, keys())).toBe(account);
    const ofRole = await createAccessKey({ role: 'member', account: '444455556666' }, by, keys());
    expect(await accountOfKey(ofRole.accessKeyId, keys())).toBe('444455556666');
  });
});

/** Somebody changes something once this has been asked for so many times. */
class ChangedAfter extends Revision {
  left: number;

  constructor(times: number, { store, org }: Made) {
    super(store, org.context.clock);
    this.left = times;
  }

  override current(): number | Promise<number> {
    this.left -= 1;
    return this.left === -1 ? this.change(() => Promise.resolve()).then(() => super.current()) : super.current();
  }
}
