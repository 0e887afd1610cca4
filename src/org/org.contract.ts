import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { localAccount, type Credential } from '#aws';
import type { Store } from '#store';
import { createAccessKey, listAccessKeys, resealAccessKeys, revokeAccessKey } from './access-keys.ts';
import { listAccounts } from './accounts.ts';
import { callerOfPerson } from './callers.ts';
import { made, type Made } from './made.contract.ts';
import { addPerson, changePerson, findPerson, listPeople } from './people.ts';

const account = '111122223333';
const by = { by: 'administrator', language: 'en' } as const;

const Temporary = z.object({
  Credentials: z.object({
    AccessKeyId: z.string(),
    SecretAccessKey: z.string(),
    SessionToken: z.string(),
    Expiration: z.date(),
  }),
});

/** What people and keys promise, on whatever store. */
export function orgContract(dialect: string, openStoreIn?: (folder: string) => Promise<Store>): void {
  describe(`People and keys on ${dialect}`, () => {
    let one: Made;
    const keys = () => one.org.context;
    const find = async (id: string, org = one.org): Promise<Credential | undefined> => org.door.credentialOf(id);
    const alive = async (id: string, org = one.org): Promise<boolean> => (await find(id, org))?.revoked !== true;
    beforeEach(async () => {
      one = await made(openStoreIn);
      await addPerson({ name: 'root.admin', role: 'administrator', account: localAccount }, keys());
      await addPerson({ name: 'aiko', role: 'analyst', account }, keys());
    });
    afterEach(() => one[Symbol.asyncDispose]());

    it('a person has a name, a role and an account, once', async () => {
      expect(await findPerson('aiko', keys())).toEqual({ name: 'aiko', role: 'analyst', account, disabled: false });
      const again = addPerson({ name: 'aiko', role: 'auditor', account }, keys());
      await expect(again).rejects.toMatchObject({ code: 'Conflict' });
      expect((await listPeople(keys())).map(({ name }) => name)).toEqual(['aiko', 'root.admin']);
      expect((await listAccounts(keys())).map(({ id }) => id)).toContain(account);
    });

    it('the last administrator can be neither disabled nor made something else', async () => {
      for (const change of [{ disabled: true }, { role: 'auditor' as const }]) {
        await expect(changePerson('root.admin', change, keys())).rejects.toThrow(/last administrator/);
        expect(await findPerson('root.admin', keys())).toMatchObject({ role: 'administrator', disabled: false });
      }
      await changePerson('aiko', { role: 'administrator' }, keys());
      expect(await changePerson('root.admin', { disabled: true }, keys())).toMatchObject({ disabled: true });
    });

    it('a key has the form of AWS, and its secret opens to whom it is of', async () => {
      const key = await createAccessKey({ person: 'aiko' }, by, keys());
      expect(key.accessKeyId).toMatch(/^AKIA[A-Z2-7]{16}$/);
      expect(key.secretAccessKey).toMatch(/^[A-Za-z0-9+/]{40}$/);
      expect(await find(key.accessKeyId)).toMatchObject({
        secret: key.secretAccessKey,
        caller: { arn: `arn:aws:iam::${account}:user/aiko`, role: 'analyst', account, accessKey: key.accessKeyId },
      });
      expect(await find('AKIAAAAAAAAAAAAAAAAA')).toBeUndefined();
    });

    it('a key of a role is a session of that role, named after the key', async () => {
      const key = await createAccessKey({ role: 'auditor', account: '444455556666' }, by, keys());
      const arn = `arn:aws:sts::444455556666:assumed-role/yagura-auditor/${key.accessKeyId}`;
      expect((await find(key.accessKeyId))?.caller).toMatchObject({ arn, role: 'auditor', account: '444455556666' });
    });

    it('what is listed and what is stored holds no secret', async () => {
      const key = await createAccessKey({ person: 'aiko' }, by, keys());
      const listed = await listAccessKeys(keys());
      expect(listed).toMatchObject([{ id: key.accessKeyId, person: 'aiko', active: true, createdBy: 'administrator' }]);
      expect(JSON.stringify(listed)).not.toContain(key.secretAccessKey);
      const rows = await one.store.db
        .withTables<{ access_keys: object }>()
        .selectFrom('access_keys')
        .selectAll()
        .execute();
      expect(JSON.stringify(rows)).toContain(key.accessKeyId);
      expect(JSON.stringify(rows)).not.toContain(key.secretAccessKey);
      for (const name of await readdir(one.folder)) {
        const bytes = await readFile(join(one.folder, name)).catch(() => Buffer.alloc(0)); // folders
        expect(bytes.includes(key.secretAccessKey), name).toBe(false);
      }
      expect((await stat(join(one.folder, 'master-keys.json'))).mode % 0o1000).toBe(0o600);
    });

    it('a revoked key is dead at once here, and within a second in another process', async () => {
      const key = await createAccessKey({ person: 'aiko' }, by, keys());
      const other = await one.again();
      expect(await alive(key.accessKeyId, other)).toBe(true);
      expect(await alive(key.accessKeyId)).toBe(true);
      await revokeAccessKey(key.accessKeyId, keys());
      expect(await alive(key.accessKeyId)).toBe(false);
      one.now += 1000;
      expect(await alive(key.accessKeyId, other)).toBe(false);
      expect((await find(key.accessKeyId))?.secret).not.toBe(key.secretAccessKey);
      expect(await listAccessKeys(keys())).toMatchObject([{ id: key.accessKeyId, active: false }]);
      await expect(revokeAccessKey('AKIAAAAAAAAAAAAAAAAA', keys())).rejects.toMatchObject({ code: 'NotFound' });
    });

    it('keys of somebody who is disabled are dead, and a new role holds at once', async () => {
      const key = await createAccessKey({ person: 'aiko' }, by, keys());
      await changePerson('aiko', { role: 'responder' }, keys());
      expect((await find(key.accessKeyId))?.caller.role).toBe('responder');
      await changePerson('aiko', { disabled: true }, keys());
      expect(await alive(key.accessKeyId)).toBe(false);
      await expect(createAccessKey({ person: 'aiko' }, by, keys())).rejects.toThrow(/disabled/);
    });

    it('an owner has ten keys at most, of which revoked ones do not count', async () => {
      const ids = [];
      for (let turn = 0; turn < 10; turn++)
        ids.push((await createAccessKey({ person: 'aiko' }, by, keys())).accessKeyId);
      await expect(createAccessKey({ person: 'aiko' }, by, keys())).rejects.toThrow(/10 active keys/);
      await revokeAccessKey(ids[0] ?? '', keys());
      await createAccessKey({ person: 'aiko' }, by, keys());
    });

    it('a temporary key has a token and an end, and dies with its parent, also through a chain', async () => {
      const key = await createAccessKey({ person: 'aiko' }, by, keys());
      const caller = (await find(key.accessKeyId))?.caller ?? callerOfPerson(await findPerson('aiko', keys()));
      const first = Temporary.parse(await one.call('GetSessionToken', {}, caller)).Credentials;
      const second = await assume('yagura-analyst', (await find(first.AccessKeyId))?.caller ?? caller);
      const third = await assume('yagura-analyst', (await find(second.AccessKeyId))?.caller ?? caller);
      for (const temporary of [first, second, third]) {
        expect(temporary.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
        const known = await find(temporary.AccessKeyId);
        expect(known).toMatchObject({ secret: temporary.SecretAccessKey, sessionToken: temporary.SessionToken });
        expect(known?.expires).toEqual(temporary.Expiration);
      }
      await revokeAccessKey(second.AccessKeyId, keys());
      expect(await alive(first.AccessKeyId)).toBe(true);
      expect(await alive(third.AccessKeyId)).toBe(false);
      await revokeAccessKey(key.accessKeyId, keys());
      expect(await alive(first.AccessKeyId)).toBe(false);
    });

    const assume = async (role: string, caller: Credential['caller']) =>
      Temporary.parse(
        await one.call(
          'AssumeRole',
          { RoleArn: `arn:aws:iam::${account}:role/${role}`, RoleSessionName: 'work' },
          caller,
        ),
      ).Credentials;

    it('an ended key is told with its end for a day, then forgotten', async () => {
      const person = callerOfPerson(await findPerson('aiko', keys()));
      const ended = Temporary.parse(await one.call('GetSessionToken', { DurationSeconds: 900 }, person)).Credentials;
      one.now += 3_600_000;
      expect((await find(ended.AccessKeyId))?.expires?.getTime()).toBeLessThan(one.now);
      expect(await listAccessKeys(keys())).toEqual([]);
      one.now += 90_000_000;
      await one.call('GetSessionToken', {}, person);
      const other = await one.again();
      expect(await other.door.credentialOf(ended.AccessKeyId)).toBeUndefined();
    });

    it('a new master key seals everything anew, and what another process sealed with the old one still opens', async () => {
      const key = await createAccessKey({ person: 'aiko' }, by, keys());
      const other = await one.again();
      const before = await readFile(join(one.folder, 'master-keys.json'), 'utf8');
      await keys().vault.rotate(() => resealAccessKeys(keys()));
      await keys().vault.rotate(() => resealAccessKeys(keys()));
      const after = await readFile(join(one.folder, 'master-keys.json'), 'utf8');
      expect(z.object({ keys: z.array(z.string()) }).parse(JSON.parse(after)).keys).toHaveLength(2);
      expect(after).not.toContain(z.object({ keys: z.array(z.string()) }).parse(JSON.parse(before)).keys[0]);
      one.now += 1000;
      expect(await other.door.credentialOf(key.accessKeyId)).toMatchObject({ secret: key.secretAccessKey });
      const later = await createAccessKey({ person: 'aiko' }, by, other.context);
      expect(await find(later.accessKeyId)).toMatchObject({ secret: later.secretAccessKey });
    });

    it('the last use of a key is written later than the call', async () => {
      const key = await createAccessKey({ person: 'aiko' }, by, keys());
      const caller = (await find(key.accessKeyId))?.caller;
      if (caller === undefined) throw new Error('The key is not known.');
      const call = {
        caller,
        region: 'us-east-1',
        requestId: 'r',
        sourceAddress: '127.0.0.1',
        userAgent: 'a',
        at: new Date(one.now),
      };
      one.org.door.audit({ call, service: 'sts', operation: 'GetCallerIdentity', input: {} });
      expect((await listAccessKeys(keys()))[0]?.usedAt).toBeUndefined();
      await one.org[Symbol.asyncDispose]();
      expect((await listAccessKeys(keys()))[0]?.usedAt).toBe(new Date(one.now).toISOString());
    });
  });
}
