import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { localAccount, ModeledFault, type Caller } from '#aws';
import { createAccessKey } from './access-keys.ts';
import { callerOfPerson } from './callers.ts';
import { made, type Made } from './made.contract.ts';
import { addPerson } from './people.ts';

const account = '111122223333';
const auditor = `arn:aws:iam::${account}:role/yagura-auditor`;

let one: Made;
let aiko: Caller;
beforeEach(async () => {
  one = await made();
  await addPerson({ name: 'rin', role: 'administrator', account: localAccount }, one.org.context);
  await addPerson({ name: 'aiko', role: 'analyst', account }, one.org.context);
  const { accessKeyId } = await createAccessKey({ person: 'aiko' }, { by: 'rin', language: 'ja' }, one.org.context);
  aiko = await callerOf(accessKeyId);
});
afterEach(() => one[Symbol.asyncDispose]());

async function callerOf(id: string): Promise<Caller> {
  const credential = await one.org.door.credentialOf(id);
  if (credential === undefined) throw new Error(`${id} is not known.`);
  return credential.caller;
}

const Issued = z.object({
  Credentials: z.object({ AccessKeyId: z.string(), SessionToken: z.string(), Expiration: z.date() }),
  AssumedRoleUser: z.object({ Arn: z.string(), AssumedRoleId: z.string() }).optional(),
  SourceIdentity: z.string().optional(),
});
const assume = async (input: object, caller = aiko) =>
  Issued.parse(await one.call('AssumeRole', { RoleArn: auditor, RoleSessionName: 'review', ...input }, caller));
const sessionOf = async (input: object, caller = aiko): Promise<Caller> =>
  callerOf((await assume(input, caller)).Credentials.AccessKeyId);

describe('STS', () => {
  it('tells who calls: a person as a user, a session as that of its role', async () => {
    expect(await one.call('GetCallerIdentity', {}, aiko)).toMatchObject({
      Account: account,
      Arn: `arn:aws:iam::${account}:user/aiko`,
      UserId: expect.stringMatching(/^AIDA[A-Z0-9]{17}$/),
    });
    expect(await one.call('GetCallerIdentity', {}, await sessionOf({}))).toMatchObject({
      Account: account,
      Arn: `arn:aws:sts::${account}:assumed-role/yagura-auditor/review`,
      UserId: expect.stringMatching(/^AROA[A-Z0-9]{17}:review$/),
    });
  });

  it('lets a role be assumed for as long as was asked, an hour unless told, with a source identity that stays', async () => {
    const first = await assume({ SourceIdentity: 'aiko@example.com' });
    expect(first.AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${account}:assumed-role/yagura-auditor/review`);
    expect(first.Credentials.Expiration.getTime()).toBe(one.now + 3_600_000);
    expect((await assume({ DurationSeconds: 43_200 })).Credentials.Expiration.getTime()).toBe(one.now + 43_200_000);
    const session = await callerOf(first.Credentials.AccessKeyId);
    expect((await assume({}, session)).SourceIdentity).toBe('aiko@example.com');
    await expect(assume({ SourceIdentity: 'somebody-else' }, session)).rejects.toMatchObject({ type: 'AccessDenied' });
  });

  const bad: readonly (readonly [string, object, string])[] = [
    ['a session name of one letter', { RoleSessionName: 'x' }, 'ValidationError'],
    ['a session name with a space', { RoleSessionName: 'two words' }, 'ValidationError'],
    ['too short a time', { DurationSeconds: 899 }, 'ValidationError'],
    ['too long a time', { DurationSeconds: 43_201 }, 'ValidationError'],
    ['half a second', { DurationSeconds: 900.5 }, 'ValidationError'],
    ['no role', { RoleArn: undefined }, 'ValidationError'],
    ['what is no ARN', { RoleArn: 'yagura-auditor' }, 'ValidationError'],
    ['a session policy', { Policy: '{}' }, 'ValidationError'],
    ['policy ARNs', { PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }] }, 'ValidationError'],
    ['session tags', { Tags: [{ Key: 'a', Value: 'b' }] }, 'ValidationError'],
    ['an MFA code', { SerialNumber: 'GAHT12345678', TokenCode: '123456' }, 'AccessDenied'],
    ['a role that there is not', { RoleArn: `arn:aws:iam::${account}:role/Admin` }, 'AccessDenied'],
    ['a role of more power', { RoleArn: `arn:aws:iam::${account}:role/yagura-administrator` }, 'AccessDenied'],
    ['the same role in another account', { RoleArn: 'arn:aws:iam::444455556666:role/yagura-analyst' }, 'AccessDenied'],
  ];
  it.each(bad)('refuses AssumeRole with %s', async (_what, input, type) => {
    const refused = await assume(input).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ModeledFault);
    expect(refused).toMatchObject({ type });
  });

  it('says of a role that may not be assumed who, what and which, in the words that scripts look for', async () => {
    const RoleArn = `arn:aws:iam::${account}:role/yagura-administrator`;
    await expect(assume({ RoleArn })).rejects.toThrow(
      `User: arn:aws:iam::${account}:user/aiko is not authorized to perform: sts:AssumeRole on resource: ${RoleArn} because no policy permits it`,
    );
  });

  it('lets no session of a session last longer than an hour', async () => {
    const session = await sessionOf({});
    await expect(assume({ DurationSeconds: 3601 }, session)).rejects.toMatchObject({ type: 'ValidationError' });
    expect((await assume({}, session)).Credentials.Expiration.getTime()).toBe(one.now + 3_600_000);
  });

  it('never leads up: from the auditor there is no way but to the auditor', async () => {
    const session = await sessionOf({});
    for (const role of ['administrator', 'analyst', 'responder', 'member'])
      await expect(assume({ RoleArn: `arn:aws:iam::${account}:role/yagura-${role}` }, session)).rejects.toMatchObject({
        type: 'AccessDenied',
      });
  });

  it('exchanges a long-lived key for a temporary one of the same caller, and no temporary one', async () => {
    const issued = Issued.parse(await one.call('GetSessionToken', {}, aiko)).Credentials;
    expect(issued.Expiration.getTime()).toBe(one.now + 43_200_000);
    const temporary = await callerOf(issued.AccessKeyId);
    expect(temporary).toEqual({ ...aiko, accessKey: issued.AccessKeyId });
    await expect(one.call('GetSessionToken', {}, temporary)).rejects.toMatchObject({ type: 'AccessDenied' });
    await expect(one.call('GetSessionToken', { DurationSeconds: 129_601 }, aiko)).rejects.toMatchObject({
      type: 'ValidationError',
    });
  });

  it('exchanges the key of a role too, and a session on the page', async () => {
    const owner = { role: 'responder', account } as const;
    const key = await createAccessKey(owner, { by: 'rin', language: 'en' }, one.org.context);
    const byRole = await callerOf(key.accessKeyId);
    const issued = Issued.parse(await one.call('GetSessionToken', {}, byRole)).Credentials;
    expect(await callerOf(issued.AccessKeyId)).toMatchObject({ role: 'responder', arn: byRole.arn });
    const page = callerOfPerson({ name: 'aiko', role: 'analyst', account });
    const fromPage = Issued.parse(await one.call('GetSessionToken', {}, page)).Credentials;
    expect(await callerOf(fromPage.AccessKeyId)).toMatchObject({ arn: aiko.arn });
  });

  it('tells the account of a key that it issued, and of no other', async () => {
    expect(await one.call('GetAccessKeyInfo', { AccessKeyId: aiko.accessKey }, aiko)).toEqual({ Account: account });
    for (const AccessKeyId of ['AKIAIOSFODNN7EXAMPLE', 'AKIAAAAAAAAAAAAAAAAA', 'nothing', ''])
      await expect(one.call('GetAccessKeyInfo', { AccessKeyId }, aiko)).rejects.toMatchObject({
        type: 'ValidationError',
      });
  });
});
