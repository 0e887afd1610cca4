import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { CreateDetectorCommand, GuardDutyClient, UpdateDetectorCommand } from '@aws-sdk/client-guardduty';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { localCaller } from '#aws';
import { loadConfig, silent, systemClock, type Config } from '#kernel';
import { callRunning, runningServer } from '../src/running-server.ts';
import { openPlatform, type WholePlatform } from '../src/compose.ts';
import { serve } from '../src/serve.ts';

const account = '111122223333';
const NewKey = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() });
type NewKey = z.infer<typeof NewKey> & { sessionToken?: string };

let folder: string;
let config: Config;
let key: NewKey;
const secrets: string[] = [];
let afterwards: WholePlatform;

/** Serves, lets AWS's own tools call, stops, and opens the data again. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-own-calls-'));
  const event = { eventVersion: '1.08', eventID: 'e1', eventSource: 's3.amazonaws.com', eventName: 'ListBuckets' };
  await mkdir(join(folder, 'logs'));
  await writeFile(join(folder, 'logs/a.json'), JSON.stringify({ ...event, eventTime: '2026-03-09T00:00:00Z' }));
  const flags = { data: join(folder, 'data'), web: { port: 0 }, log: { level: 'silent' } };
  config = loadConfig({ environment: {}, flags });
});
afterAll(async () => {
  await afterwards[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const clientOf = (url: string, credentials: NewKey): STSClient =>
  new STSClient({ endpoint: url, region: 'eu-west-1', credentials, maxAttempts: 1 });

const issued = z
  .object({ AccessKeyId: z.string(), SecretAccessKey: z.string(), SessionToken: z.string() })
  .transform((made) => ({
    accessKeyId: made.AccessKeyId,
    secretAccessKey: made.SecretAccessKey,
    sessionToken: made.SessionToken,
  }));

describe('AWS tools with a key of Yagura', () => {
  test('are told who they are, assume roles, and are refused in the words of AWS', { timeout: 120_000 }, async () => {
    await using serving = await serve({
      config,
      inputs: [join(folder, 'logs')],
      clock: systemClock,
      progress: silent,
      version: 'test',
    });
    await serving.ready;
    const running = await runningServer(config.data);
    if (running === undefined) throw new Error('The server does not tell where it is.');
    expect((await stat(join(config.data, 'server.json'))).mode % 0o1000).toBe(0o600);
    secrets.push(running.token);
    const call = (operation: string, input: object) => callRunning(running, `yagura/${operation}`, input);
    await call('CreatePerson', { name: 'aiko', role: 'analyst', account });
    key = NewKey.parse(await call('CreateAccessKey', { person: 'aiko' }));
    secrets.push(key.secretAccessKey);

    const client = clientOf(serving.url, key);
    expect(await client.send(new GetCallerIdentityCommand())).toMatchObject({
      Account: account,
      Arn: `arn:aws:iam::${account}:user/aiko`,
    });
    const role = (name: string) => `arn:aws:iam::${account}:role/yagura-${name}`;
    const assume = (name: string) => new AssumeRoleCommand({ RoleArn: role(name), RoleSessionName: 'review' });
    const assumed = issued.parse((await client.send(assume('auditor'))).Credentials);
    const session = issued.parse((await client.send(new GetSessionTokenCommand())).Credentials);
    for (const made of [assumed, session]) secrets.push(made.secretAccessKey, made.sessionToken);
    const identity = await clientOf(serving.url, assumed).send(new GetCallerIdentityCommand());
    expect(identity.Arn).toBe(`arn:aws:sts::${account}:assumed-role/yagura-auditor/review`);

    await expect(client.send(assume('administrator'))).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
    });
    const stranger = clientOf(serving.url, { ...key, secretAccessKey: 'x'.repeat(40) });
    await expect(stranger.send(new GetCallerIdentityCommand())).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    });
    const noToken = clientOf(serving.url, { ...assumed, sessionToken: 'y'.repeat(128) });
    await expect(noToken.send(new GetCallerIdentityCommand())).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });

    if (existsSync('/usr/bin/aws')) expect(await byAwsCli(serving.url)).toContain(`arn:aws:iam::${account}:user/aiko`);

    await switchesOff(serving.url, NewKey.parse(await call('CreateAccessKey', { role: 'administrator', account })));
    await call('RevokeAccessKey', { id: key.accessKeyId });
    for (const revoked of [key, assumed, session])
      await expect(clientOf(serving.url, revoked).send(new GetCallerIdentityCommand())).rejects.toMatchObject({
        name: 'InvalidClientTokenId',
      });
  });

  /** Suspends GuardDuty of the account: first as an analyst, who may not, then as an administrator. */
  async function switchesOff(url: string, administrator: NewKey): Promise<void> {
    secrets.push(administrator.secretAccessKey);
    const guardduty = (credentials: NewKey) =>
      new GuardDutyClient({ endpoint: url, region: 'eu-west-1', credentials, maxAttempts: 1 });
    const { DetectorId } = await guardduty(administrator).send(new CreateDetectorCommand({ Enable: true }));
    const suspend = () => new UpdateDetectorCommand({ DetectorId, Enable: false });
    await expect(guardduty(key).send(suspend())).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringMatching(
        /user\/aiko is not authorized to perform: guardduty:UpdateDetector on resource: arn:aws:guardduty:eu-west-1:\d{12}:\S* because no policy permits it/,
      ),
    });
    await guardduty(administrator).send(suspend());
  }

  const byAwsCli = async (url: string): Promise<string> =>
    (
      await promisify(execFile)('/usr/bin/aws', ['--endpoint-url', url, 'sts', 'get-caller-identity'], {
        env: {
          AWS_ACCESS_KEY_ID: key.accessKeyId,
          AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
          AWS_DEFAULT_REGION: 'eu-west-1',
          HOME: folder,
        },
      })
    ).stdout;

  test('leave a record of every call, also of those that were refused', async () => {
    afterwards = await openPlatform(config, systemClock);
    const rows = await afterwards.lake.rows<Record<string, string>>(
      `SELECT action, error, principal, session, issued_key, toString(read_only) AS read_only, region, account
       FROM api_activity WHERE source = 'yagura' AND principal NOT LIKE '%this-machine' ORDER BY time, action, error`,
    );
    const said = rows.map(({ action, error, principal }) => `${action} ${error} ${principal?.split(':').at(-1)}`);
    expect(said).toEqual(
      expect.arrayContaining([
        'GetCallerIdentity  user/aiko',
        'AssumeRole  user/aiko',
        'GetCallerIdentity  role/yagura-auditor',
        'AssumeRole AccessDenied user/aiko',
        'GetCallerIdentity SignatureDoesNotMatch user/aiko',
        'Unknown InvalidClientTokenId role/yagura-auditor', // a wrong session token: the body was not read
        'Unknown InvalidClientTokenId user/aiko', // a revoked key
      ]),
    );
    expect(rows.every((row) => row['region'] === 'eu-west-1' && row['account'] === account)).toBe(true);
    const handedOut = rows.filter((row) => row['issued_key'] !== '').map((row) => row['action']);
    expect(new Set(handedOut)).toEqual(new Set(['AssumeRole', 'GetSessionToken']));
    expect(await readdir(join(config.data, 'audit'))).toEqual([]);
  });

  test('are watched by the rules for AWS: whoever switches GuardDuty off is a finding', async () => {
    const { findings } = z
      .object({ findings: z.array(z.object({ type: z.string(), account: z.string(), principal: z.string() })) })
      .parse(await operation('ListFindings', {}));
    const type = 'Stealth:IAMUser/GuardDutyDisabled';
    expect(findings.filter((finding) => finding.type === type)).toEqual([
      { type, account, principal: `arn:aws:iam::${account}:role/yagura-administrator` },
    ]);
  });

  const operation = async (name: string, input: object): Promise<unknown> => {
    const caller = localCaller('rin', 'administrator');
    const about = { region: 'us-east-1', requestId: '', sourceAddress: '', userAgent: '', at: new Date() };
    const found = afterwards.operations.find((one) => one.service === 'yagura' && one.name === name);
    return found?.call(input, { caller, ...about });
  };

  test('leave no secret in the data folder, in whatever file', async () => {
    const names = await readdir(config.data, { recursive: true });
    expect(names.length).toBeGreaterThan(20);
    expect(secrets).toHaveLength(7);
    for (const name of names) {
      const bytes = await readFile(join(config.data, name)).catch(() => undefined); // folders
      for (const secret of secrets) expect(bytes?.includes(secret) ?? false, name).toBe(false);
    }
  });

  test('are no figures of what is watched', async () => {
    const { coverage } = z
      .object({ coverage: z.array(z.object({ source: z.string(), events: z.number() })) })
      .parse(await operation('GetSummary', {}));
    expect(coverage.map(({ source }) => source)).not.toContain('yagura');
    expect(coverage.reduce((sum, { events }) => sum + events, 0)).toBe(1);
  });
});
