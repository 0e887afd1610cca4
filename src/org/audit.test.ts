import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { AuditRecord } from '#aws';
import { createLog, systemClock } from '#kernel';
import { auditEvent, isRecorded } from './audit-event.ts';
import { AuditFiles } from './audit-files.ts';
import { takeAudit } from './audit-intake.ts';
import { callerOfPerson, callerOfSession } from './callers.ts';
import { callBy } from './made.contract.ts';
import { parametersOf } from './parameters.ts';
import type { AccessKeyRow } from './tables.ts';

const account = '111122223333';
const person = callerOfPerson({ name: 'aiko', role: 'analyst', account }, 'AKIAEXAMPLE');
const record = (change: Partial<AuditRecord> = {}): AuditRecord => ({
  call: callBy(person),
  service: 'guardduty',
  operation: 'DeleteDetector',
  input: { DetectorId: 'd1' },
  output: {},
  ...change,
});
const row: AccessKeyRow = {
  id: 'ASIAEXAMPLE',
  person: 'aiko',
  role: 'auditor',
  account,
  session: 'review',
  source_identity: 'aiko@example.com',
  sealed: 'k.s',
  parent: 'AKIAEXAMPLE',
  root: 'AKIAEXAMPLE',
  language: 'en',
  created_by: 'aiko',
  created_at: 0,
  expires_at: 1,
  revoked_at: 0,
  used_at: 0,
};

describe('A call as an event', () => {
  it('has the fields of CloudTrail', () => {
    expect(JSON.parse(JSON.stringify(auditEvent(record(), undefined)))).toEqual({
      eventVersion: '1.11',
      userIdentity: {
        type: 'IAMUser',
        principalId: person.userId,
        arn: `arn:aws:iam::${account}:user/aiko`,
        accountId: account,
        accessKeyId: 'AKIAEXAMPLE',
        userName: 'aiko',
      },
      eventTime: '2026-11-26T10:00:00Z',
      eventSource: 'guardduty.amazonaws.com',
      eventName: 'DeleteDetector',
      awsRegion: 'eu-west-1',
      sourceIPAddress: '203.0.113.7',
      userAgent: 'aws-cli/2.9',
      requestParameters: { detectorId: 'd1' },
      responseElements: null,
      requestID: '11111111-2222-4333-8444-555555555555',
      eventID: expect.stringMatching(/^[0-9a-f-]{36}$/),
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: account,
      eventCategory: 'Management',
      additionalEventData: { recordedBy: 'yagura' },
    });
  });

  it('of a session says which role issued it, and whose it was', () => {
    const caller = callerOfSession({ role: 'auditor', account }, 'review', 'ASIAEXAMPLE');
    expect(auditEvent(record({ call: callBy(caller) }), row)['userIdentity']).toMatchObject({
      type: 'AssumedRole',
      arn: `arn:aws:sts::${account}:assumed-role/yagura-auditor/review`,
      sessionContext: {
        sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${account}:role/yagura-auditor`, userName: 'yagura-auditor' },
        attributes: { creationDate: '1970-01-01T00:00:00.000Z', mfaAuthenticated: 'false' },
        sourceIdentity: 'aiko@example.com',
      },
    });
  });

  it('of Yagura’s own service bears its name, and a failure says which', () => {
    const failed = { service: 'yagura', operation: 'PutPolicy', errorCode: 'AccessDenied', errorMessage: 'because' };
    expect(auditEvent(record(failed), undefined)).toMatchObject({
      eventSource: 'yagura',
      eventName: 'PutPolicy',
      errorCode: 'AccessDenied',
      errorMessage: 'because',
    });
  });

  it('keeps of an answer the id of a key that was handed out, and nothing else', () => {
    const output = {
      Credentials: { AccessKeyId: 'ASIANEW', SecretAccessKey: 'hidden-word', SessionToken: 'hidden-word' },
    };
    const event = auditEvent(record({ service: 'sts', operation: 'AssumeRole', output }), undefined);
    expect(event).toMatchObject({ responseElements: { credentials: { accessKeyId: 'ASIANEW' } }, readOnly: true });
    expect(JSON.stringify(event)).not.toContain('hidden-word');
    const made = auditEvent(record({ output: { accessKeyId: 'AKIANEW', secretAccessKey: 'hidden-word' } }), undefined);
    expect(JSON.stringify(made)).toMatch(/AKIANEW/);
    expect(JSON.stringify(made)).not.toContain('hidden-word');
  });

  it('is left out only for what the page asks by itself', () => {
    const page = callBy(callerOfPerson({ name: 'aiko', role: 'analyst', account }));
    const recorded = (change: Partial<AuditRecord>) => isRecorded(record({ call: page, service: 'yagura', ...change }));
    expect(recorded({ operation: 'GetStatus' })).toBe(false);
    expect(recorded({ operation: 'ListFindings' })).toBe(false);
    expect(recorded({ operation: 'GetStatus', errorCode: 'AccessDenied' })).toBe(true);
    expect(recorded({ operation: 'GetStatus', call: callBy(person) })).toBe(true);
    expect(recorded({ operation: 'RunQuery' })).toBe(true);
    expect(recorded({ operation: 'UpdateFindings' })).toBe(true);
    expect(recorded({ operation: 'GetFindings', service: 'guardduty' })).toBe(true);
  });
});

describe('What somebody sent', () => {
  it('is kept without what a name calls a secret, at any depth', () => {
    const kept = parametersOf({
      Name: 'aiko',
      password: 'hidden-word',
      NextToken: 'page-2',
      Inner: [{ SecretAccessKey: 'hidden-word', SessionToken: 'hidden-word', clientSecret: { a: 'hidden-word' } }],
    });
    expect(JSON.stringify(kept)).not.toContain('hidden-word');
    expect(kept).toMatchObject({ name: 'aiko', nextToken: 'page-2' });
  });

  it('is cut, whatever it is, and stays JSON', () => {
    expect(parametersOf({ text: 'x'.repeat(5000) })).toEqual({ text: `${'x'.repeat(1000)}...` });
    expect(parametersOf({ ids: Array.from({ length: 60 }, (_, id) => id) })).toMatchObject({
      ids: expect.arrayContaining(['... and 10 more']),
    });
    fc.assert(
      fc.property(fc.anything({ withDate: true, withBigInt: true, maxDepth: 8, withTypedArray: true }), (input) => {
        expect(JSON.stringify(parametersOf(input))?.length ?? 0).toBeLessThan(17_000);
      }),
    );
  });
});

describe('Audit events on their way', () => {
  let folder: string;
  let files: AuditFiles;
  const log = createLog('silent');
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'yagura-audit-')), 'audit');
    files = new AuditFiles(folder, { clock: systemClock, log });
  });
  afterEach(async () => {
    await files[Symbol.asyncDispose]();
    await rm(join(folder, '..'), { recursive: true, force: true });
  });

  const numbersIn = async (paths: readonly string[]): Promise<number[]> => {
    const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
    const lines = texts.join('').trimEnd().split('\n');
    return lines.map((line) => Number(/"number":(\d+)/.exec(line)?.[1]));
  };

  it('lie in files, and a file is handed out when it is ended', async () => {
    files.append({ number: 1 });
    files.append({ number: 2 });
    expect(await numbersIn(await files.ended())).toEqual([1, 2]);
    files.append({ number: 3 });
    const paths = await files.ended();
    expect(paths).toHaveLength(2);
    expect(await numbersIn(paths)).toEqual([1, 2, 3]);
    for (const path of paths) await files.forget(path);
    expect(await readdir(folder)).toEqual([]);
  });

  it('of another part of this process are left to it while it writes', async () => {
    await using other = new AuditFiles(folder, { clock: systemClock, log });
    other.append({ number: 1 });
    expect(await files.ended()).toEqual([]);
    other.append({ number: 2 });
    expect(await numbersIn(await other.ended())).toEqual([1, 2]);
  });

  it('survive kill -9: whatever was answered is there', async () => {
    const program = fileURLToPath(new URL('./audit-in-child.contract.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', program, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let answered = '';
    child.stdout.on('data', (chunk: Buffer) => {
      answered += chunk.toString();
      if (answered.length > 5000) child.kill('SIGKILL');
    });
    expect(await once(child, 'close')).toEqual([null, 'SIGKILL']);
    const last = Number(answered.slice(0, answered.lastIndexOf('\n')).split('\n').at(-1));
    expect(last).toBeGreaterThan(100);
    const numbers = await numbersIn(await files.ended());
    expect(numbers.slice(0, last)).toEqual(Array.from({ length: last }, (_, at) => at + 1));
  });

  it('are kept until the lake has them, and asked for again when it had no answer', async () => {
    files.append({ number: 1 });
    const taken: string[][] = [];
    let fails = true;
    const intake = () =>
      takeAudit({
        files,
        log,
        take: async (paths) => {
          taken.push([...paths]);
          if (fails) throw new Error('The lake does not answer.');
          return { filesRead: paths.length, filesSkipped: 0, filesRefused: 0 };
        },
      })[Symbol.asyncDispose]();
    await intake();
    expect(await readdir(folder)).toHaveLength(1);
    fails = false;
    await intake();
    expect(taken[0]).toEqual(taken[1]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('that cannot be written stop nobody, and are told in the log', async () => {
    const logged: string[] = [];
    const blocked = join(folder, '..', 'a-file');
    await writeFile(blocked, '');
    const loud = createLog('error', { write: (line: string) => void logged.push(line) });
    await using lost = new AuditFiles(join(blocked, 'audit'), { clock: systemClock, log: loud });
    lost.append({ number: 1 });
    lost.keep();
    expect(logged.join()).toMatch(/An audit event could not be kept/);
  });
});
