import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { frontUnderTest, type FrontUnderTest } from './front.ts';

// What the README promises, tried as a new user would: its script, and Debian's AWS CLI.
const run = promisify(execFile);
const root = new URL('../../', import.meta.url).pathname;
const cli = '/usr/bin/aws';

let front: FrontUnderTest;
beforeAll(async () => {
  front = await frontUnderTest();
}, 180_000);
afterAll(() => front[Symbol.asyncDispose]());

const environment = (change: Record<string, string> = {}) => ({
  PATH: process.env['PATH'],
  HOME: front.platform.folder,
  AWS_ACCESS_KEY_ID: front.administrator.accessKeyId,
  AWS_SECRET_ACCESS_KEY: front.administrator.secretAccessKey,
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_ENDPOINT_URL: front.url,
  AWS_EC2_METADATA_DISABLED: 'true',
  ...change,
});

test('the script of the README lists findings', async () => {
  const [, script = ''] = /```js\n([\s\S]*?)```/.exec(readFileSync(`${root}README.md`, 'utf8')) ?? [];
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    env: environment(),
  });
  expect(stdout).toMatch(/^\d+(\.\d+)? \w+:\w+\/\S+ .+/m);
});

describe.skipIf(!existsSync(cli))('the AWS CLI', () => {
  const aws = async (given: string, change: Record<string, string> = {}): Promise<Record<string, unknown>> => {
    const words = given.split(' ');
    const { stdout } = await run(cli, ['--endpoint-url', front.url, '--output', 'json', ...words], {
      env: environment(change),
    });
    return z.record(z.string(), z.unknown()).parse(stdout.trim() === '' ? {} : JSON.parse(stdout));
  };
  const texts = z.array(z.string());
  const detector = async (): Promise<string> =>
    texts.parse((await aws('guardduty list-detectors'))['DetectorIds'])[0] ?? '';

  test('tells who calls, and takes temporary keys', async () => {
    expect(await aws('sts get-caller-identity')).toMatchObject({ Account: '000000000000' });
    const { Credentials } = await aws('sts get-session-token');
    const { AccessKeyId, SecretAccessKey, SessionToken } = z.record(z.string(), z.string()).parse(Credentials);
    const session = {
      AWS_ACCESS_KEY_ID: AccessKeyId ?? '',
      AWS_SECRET_ACCESS_KEY: SecretAccessKey ?? '',
      AWS_SESSION_TOKEN: SessionToken ?? '',
    };
    expect(await aws('sts get-caller-identity', session)).toMatchObject({ Account: '000000000000' });
    await expect(aws('sts get-caller-identity', { ...session, AWS_SESSION_TOKEN: 'x' })).rejects.toThrow(
      'InvalidClientTokenId',
    );
  });

  test('runs a script that was written for GuardDuty: list, get, archive, statistics', async () => {
    const id = await detector();
    const listed = texts.parse((await aws(`guardduty list-findings --detector-id ${id}`))['FindingIds']);
    const [first = ''] = listed;
    const { Findings } = await aws(`guardduty get-findings --detector-id ${id} --finding-ids ${first}`);
    expect(Findings).toEqual([
      expect.objectContaining({ Id: first, SchemaVersion: '2.0', Type: expect.stringContaining(':') }),
    ]);
    await aws(`guardduty archive-findings --detector-id ${id} --finding-ids ${first}`);
    const unarchived = `guardduty list-findings --detector-id ${id} --finding-criteria {"Criterion":{"service.archived":{"Eq":["false"]}}}`;
    expect(texts.parse((await aws(unarchived))['FindingIds'])).not.toContain(first);
    const counted = await aws(
      `guardduty get-findings-statistics --detector-id ${id} --finding-statistic-types COUNT_BY_SEVERITY`,
    );
    expect(counted).toHaveProperty('FindingStatistics');
  });

  test('walks through the pages of CloudTrail', async () => {
    const { Events } = await aws('cloudtrail lookup-events --page-size 5 --max-items 12');
    expect(Events).toHaveLength(12);
  });

  test('is told what is wrong, in the words of each service', async () => {
    await expect(aws('sts get-caller-identity', { AWS_SECRET_ACCESS_KEY: 'x' })).rejects.toThrow(
      'SignatureDoesNotMatch',
    );
    await expect(aws('guardduty list-detectors', { AWS_ACCESS_KEY_ID: 'AKIAX' })).rejects.toThrow(
      'UnrecognizedClientException',
    );
    await expect(aws('ec2 describe-instances', { AWS_SECRET_ACCESS_KEY: 'x' })).rejects.toThrow('AuthFailure');
    await expect(aws('ec2 describe-instances')).rejects.toThrow('InvalidAction');
    await expect(aws('securityhub get-findings')).rejects.toThrow('UnknownOperationException');
    await expect(aws('cloudtrail lookup-events --max-results 51 --no-paginate')).rejects.toThrow('InvalidMaxResults');
  });
});
