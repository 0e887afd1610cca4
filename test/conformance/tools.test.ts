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
  let detectors: Promise<Record<string, unknown>> | undefined; // asked once: each start of the CLI takes a second
  const detector = async (): Promise<string> =>
    texts.parse((await (detectors ??= aws('guardduty list-detectors')))['DetectorIds'])[0] ?? '';

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

  test('pages by itself, and goes on from its own token', async () => {
    const id = await detector();
    const list = `guardduty list-findings --detector-id ${id} --sort-criteria {"AttributeName":"id","OrderBy":"ASC"}`;
    const all = texts.parse((await aws(list))['FindingIds']);
    expect(all.length).toBeGreaterThan(3);
    const first = await aws(`${list} --page-size 1 --max-items 2`);
    expect(first['FindingIds']).toEqual(all.slice(0, 2));
    const { FindingIds } = await aws(
      `${list} --page-size 1 --max-items 2 --starting-token ${String(first['NextToken'])}`,
    );
    expect(FindingIds).toEqual(all.slice(2, 4));
  });

  test('makes, reads, changes and takes away filters, sets and destinations, with their tags', async () => {
    const on = `--detector-id ${await detector()}`;
    const criteria = '--finding-criteria {"Criterion":{"severity":{"Gte":1}}}';
    expect(await aws(`guardduty create-filter ${on} --name loud ${criteria} --tags team=red`)).toEqual({
      Name: 'loud',
    });
    await aws(`guardduty update-filter ${on} --filter-name loud --rank 1 --action NOOP`);
    expect(await aws(`guardduty get-filter ${on} --filter-name loud`)).toMatchObject({
      Rank: 1,
      Tags: { team: 'red' },
    });
    await aws(`guardduty delete-filter ${on} --filter-name loud`);
    expect(await aws(`guardduty list-filters ${on}`)).toEqual({ FilterNames: [] });

    const list = '--format TXT --location https://lists.example/list.txt --no-activate';
    const { IpSetId } = await aws(`guardduty create-ip-set ${on} --name office ${list}`);
    expect(await aws(`guardduty get-ip-set ${on} --ip-set-id ${String(IpSetId)}`)).toMatchObject({
      Status: 'INACTIVE',
    });
    await aws(`guardduty delete-ip-set ${on} --ip-set-id ${String(IpSetId)}`);
    const { ThreatIntelSetId } = await aws(`guardduty create-threat-intel-set ${on} --name bad ${list}`);
    expect(await aws(`guardduty list-threat-intel-sets ${on}`)).toEqual({ ThreatIntelSetIds: [ThreatIntelSetId] });
    await aws(`guardduty delete-threat-intel-set ${on} --threat-intel-set-id ${String(ThreatIntelSetId)}`);

    const into = '--destination-type S3 --destination-properties DestinationArn=file:///nowhere';
    const { DestinationId } = await aws(`guardduty create-publishing-destination ${on} ${into}`);
    const { Destinations } = await aws(`guardduty list-publishing-destinations ${on}`);
    expect(Destinations).toEqual([expect.objectContaining({ DestinationId })]);
    await aws(`guardduty delete-publishing-destination ${on} --destination-id ${String(DestinationId)}`);
  });

  test('counts findings, coverage and usage, and tags a detector', async () => {
    const id = await detector();
    const counted = await aws(
      `guardduty get-findings-statistics --detector-id ${id} --finding-statistic-types COUNT_BY_SEVERITY`,
    );
    expect(counted).toMatchObject({ FindingStatistics: { CountBySeverity: { '8.0': expect.any(Number) } } });
    const usage = await aws(
      `guardduty get-usage-statistics --detector-id ${id} --usage-statistic-type SUM_BY_ACCOUNT --usage-criteria {"DataSources":["CLOUD_TRAIL"]}`,
    );
    expect(usage).toMatchObject({ UsageStatistics: { SumByAccount: expect.arrayContaining([expect.anything()]) } });
    expect(
      await aws(`guardduty get-remaining-free-trial-days --detector-id ${id} --account-ids 999988887777`),
    ).toMatchObject({ Accounts: [] });
    const arn = `--resource-arn arn:aws:guardduty:us-east-1:000000000000:detector/${id}`;
    await aws(`guardduty tag-resource ${arn} --tags team=blue`);
    expect(await aws(`guardduty list-tags-for-resource ${arn}`)).toEqual({ Tags: { team: 'blue' } });
    await aws(`guardduty untag-resource ${arn} --tag-keys team`);
  });

  test('assumes a role, which may do less', async () => {
    const role = 'arn:aws:iam::000000000000:role/yagura-auditor';
    const { Credentials, AssumedRoleUser } = await aws(`sts assume-role --role-arn ${role} --role-session-name look`);
    expect(AssumedRoleUser).toMatchObject({ Arn: expect.stringContaining('assumed-role/yagura-auditor/look') });
    const {
      AccessKeyId = '',
      SecretAccessKey = '',
      SessionToken = '',
    } = z.record(z.string(), z.string()).parse(Credentials);
    const session = {
      AWS_ACCESS_KEY_ID: AccessKeyId,
      AWS_SECRET_ACCESS_KEY: SecretAccessKey,
      AWS_SESSION_TOKEN: SessionToken,
    };
    const on = `--detector-id ${await detector()}`;
    expect(await aws(`guardduty list-findings ${on} --max-items 1`, session)).toHaveProperty('FindingIds');
    await expect(aws(`guardduty delete-filter ${on} --filter-name loud`, session)).rejects.toThrow('AccessDenied');
    expect(await aws(`sts get-access-key-info --access-key-id ${AccessKeyId}`)).toEqual({ Account: '000000000000' });
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
