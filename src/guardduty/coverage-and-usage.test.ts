import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { detectorIdOf } from './finding.ts';
import { administrator, eventsOf, openRoom, type RoomUnderTest } from './room.contract.ts';

let room: RoomUnderTest;
beforeAll(async () => {
  room = await openRoom();
  await taken('vpcflow', [...flows('i-0aaaaaaaaaaaaaaaa', 3, 9), ...flows('i-0bbbbbbbbbbbbbbbb', 1, 1)]);
  await taken('cloudtrail', calls);
  await taken('route53resolver', [query]);
});
afterAll(() => room[Symbol.asyncDispose]());

const [ours, theirs] = ['111122223333', '444455556666'];
const DetectorId = detectorIdOf({ account: administrator.account, region: 'us-east-1' });
const ask = (name: string, input: object, caller = administrator) => room.ask(name, { DetectorId, ...input }, caller);

const taken = async (source: string, records: readonly object[]): Promise<void> =>
  room.keepEvents(await eventsOf(source, records));

/** `count` flows of an instance on a day of March 2026. */
const flows = (instance: string, count: number, day: number): object[] =>
  Array.from({ length: count }, (_, index) => ({
    version: '5',
    'account-id': ours,
    'instance-id': instance,
    'vpc-id': 'vpc-1',
    region: 'us-east-1',
    srcaddr: '10.0.0.5',
    dstaddr: '198.51.100.7',
    srcport: '40000',
    dstport: '443',
    protocol: '6',
    packets: '1',
    bytes: '60',
    start: String(Date.parse(`2026-03-0${day}T10:00:00Z`) / 1000 + index),
    end: String(Date.parse(`2026-03-0${day}T10:01:00Z`) / 1000 + index),
    action: 'ACCEPT',
    'log-status': 'OK',
  }));

const call = (eventName: string, part: object): object => ({
  eventVersion: '1.11',
  eventID: `${eventName}-${JSON.stringify(part).length}`,
  eventTime: '2026-03-08T08:00:00Z',
  eventSource: 'ec2.amazonaws.com',
  eventName,
  awsRegion: 'us-east-1',
  sourceIPAddress: '203.0.113.9',
  userIdentity: { type: 'IAMUser', userName: 'aiko', accountId: ours, arn: `arn:aws:iam::${ours}:user/aiko` },
  recipientAccountId: ours,
  eventCategory: 'Management',
  ...part,
});
const instances = (...ids: string[]) => ({
  responseElements: { instancesSet: { items: ids.map((instanceId) => ({ instanceId, instanceType: 't3.micro' })) } },
});
const calls = [
  call('RunInstances', instances('i-0aaaaaaaaaaaaaaaa', 'i-0cccccccccccccccc', 'i-0dddddddddddddddd')),
  call('TerminateInstances', { ...instances('i-0dddddddddddddddd'), eventTime: '2026-03-08T09:00:00Z' }),
  call('CreateCluster', { eventSource: 'eks.amazonaws.com', requestParameters: { name: 'shop' } }),
  call('RunTask', {
    eventSource: 'ecs.amazonaws.com',
    requestParameters: { cluster: `arn:aws:ecs:x:${ours}:cluster/jobs` },
  }),
  call('GetObject', {
    eventSource: 's3.amazonaws.com',
    eventCategory: 'Data',
    requestParameters: { bucketName: 'ledger', key: 'a' },
    resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::ledger/a' }],
    recipientAccountId: theirs,
  }),
];
const query = {
  version: '1.1',
  account_id: theirs,
  region: 'us-east-1',
  vpc_id: 'vpc-2',
  query_timestamp: '2026-03-09T11:00:00Z',
  query_name: 'example.com.',
  query_type: 'A',
  query_class: 'IN',
  rcode: 'NOERROR',
  answers: [],
  srcaddr: '10.1.0.5',
  srcport: '40000',
  transport: 'UDP',
  srcids: { instance: 'i-0eeeeeeeeeeeeeeee' },
};

describe('coverage', () => {
  const listed = async (input: object = {}) => ask('ListCoverage', input);

  test('is of what the logs speak of: well where its own flows or queries arrive, with the reason where they do not', async () => {
    expect(await listed()).toMatchObject({
      Resources: [
        {
          ResourceId: 'i-0aaaaaaaaaaaaaaaa',
          AccountId: ours,
          CoverageStatus: 'HEALTHY',
          ResourceDetails: { ResourceType: 'EC2', Ec2InstanceDetails: { InstanceType: 't3.micro' } },
          UpdatedAt: new Date('2026-03-09T10:00:02Z'),
        },
        { ResourceId: 'i-0bbbbbbbbbbbbbbbb', CoverageStatus: 'UNHEALTHY', Issue: expect.stringMatching(/for a day/) },
        { ResourceId: 'i-0cccccccccccccccc', CoverageStatus: 'UNHEALTHY', Issue: expect.stringMatching(/No flow log/) },
        { ResourceId: `arn:aws:ecs:us-east-1:${ours}:cluster/jobs`, CoverageStatus: 'UNHEALTHY' },
        { ResourceId: `arn:aws:eks:us-east-1:${ours}:cluster/shop`, CoverageStatus: 'UNHEALTHY' },
        { ResourceId: 'i-0eeeeeeeeeeeeeeee', AccountId: theirs, CoverageStatus: 'HEALTHY' },
      ],
    });
  });

  test('is filtered, sorted and paged', async () => {
    const FilterCriteria = {
      FilterCriterion: [
        { CriterionKey: 'RESOURCE_TYPE', FilterCondition: { Equals: ['EC2'] } },
        { CriterionKey: 'COVERAGE_STATUS', FilterCondition: { NotEquals: ['UNHEALTHY'] } },
      ],
    };
    const SortCriteria = { AttributeName: 'INSTANCE_ID', OrderBy: 'DESC' };
    const first = await listed({ FilterCriteria, SortCriteria, MaxResults: 1 });
    expect(first).toMatchObject({ Resources: [{ ResourceId: 'i-0eeeeeeeeeeeeeeee' }], NextToken: expect.any(String) });
    const { NextToken } = z.object({ NextToken: z.string() }).parse(first);
    expect(await listed({ FilterCriteria, SortCriteria, NextToken })).toMatchObject({
      Resources: [{ ResourceId: 'i-0aaaaaaaaaaaaaaaa' }],
    });
  });

  test('is counted', async () => {
    const StatisticsType = ['COUNT_BY_RESOURCE_TYPE', 'COUNT_BY_COVERAGE_STATUS'];
    expect(await ask('GetCoverageStatistics', { StatisticsType })).toEqual({
      CoverageStatistics: {
        CountByResourceType: { EC2: 4, ECS: 1, EKS: 1 },
        CountByCoverageStatus: { HEALTHY: 2, UNHEALTHY: 4 },
      },
    });
  });

  test('of a member is that of its own account', async () => {
    const member = { ...administrator, account: theirs, role: 'member' as const };
    const answer = await ask(
      'ListCoverage',
      { DetectorId: detectorIdOf({ account: theirs, region: 'us-east-1' }) },
      member,
    );
    expect(answer).toMatchObject({ Resources: [{ ResourceId: 'i-0eeeeeeeeeeeeeeee' }] });
  });

  test('is told in the language of the key', async () => {
    const answer = await ask('ListCoverage', {}, { ...administrator, language: 'ja' });
    expect(JSON.stringify(answer)).toContain('記録が 1 日途絶えています');
  });
});

describe('usage', () => {
  const statistics = async (UsageStatisticType: string, UsageCriteria: object = {}, rest: object = {}) =>
    z
      .object({ UsageStatistics: z.unknown() })
      .parse(await ask('GetUsageStatistics', { UsageStatisticType, UsageCriteria, ...rest })).UsageStatistics;
  const events = (Amount: number) => ({ Amount: String(Amount), Unit: 'EVENTS' });

  test('is what was taken in, by account, source, feature and resource', async () => {
    expect(await statistics('SUM_BY_ACCOUNT')).toEqual({
      SumByAccount: [
        { AccountId: ours, Total: events(8) },
        { AccountId: theirs, Total: events(2) },
      ],
    });
    expect(await statistics('SUM_BY_DATA_SOURCE')).toEqual({
      SumByDataSource: [
        { DataSource: 'CLOUD_TRAIL', Total: events(4) },
        { DataSource: 'FLOW_LOGS', Total: events(4) },
        { DataSource: 'DNS_LOGS', Total: events(1) },
        { DataSource: 'S3_LOGS', Total: events(1) },
      ],
    });
    expect(await statistics('TOP_RESOURCES', {}, { MaxResults: 2 })).toEqual({
      TopResources: [
        { Resource: 'vpc-1', Total: events(4) },
        { Resource: 'ledger', Total: events(1) },
      ],
    });
    expect(await statistics('TOP_ACCOUNTS_BY_FEATURE', { Features: ['FLOW_LOGS'] })).toEqual({
      TopAccountsByFeature: [{ Feature: 'FLOW_LOGS', Accounts: [{ AccountId: ours, Total: events(4) }] }],
    });
  });

  test('is of what the criteria pick, and costs nothing', async () => {
    const bucket = { Features: ['S3_DATA_EVENTS'], AccountIds: [theirs], Resources: ['ledger'] };
    expect(await statistics('SUM_BY_RESOURCE', bucket, { Unit: 'USD' })).toEqual({
      SumByResource: [{ Resource: 'ledger', Total: { Amount: '0.00', Unit: 'USD' } }],
    });
    await expect(statistics('SUM_BY_ACCOUNT', { Features: ['TEA'] })).rejects.toThrow(/features is "TEA"/);
  });

  test('events of more than thirty days before the newest are not counted', async () => {
    await taken(
      'vpcflow',
      flows('i-0aaaaaaaaaaaaaaaa', 5, 9).map((flow) => ({ ...flow, start: '1700000000', end: '1700000060' })),
    );
    expect(await statistics('SUM_BY_FEATURES', { Features: ['FLOW_LOGS'] })).toEqual({
      SumByFeature: [{ Feature: 'FLOW_LOGS', Total: events(4) }],
    });
  });
});

test('no trial ends, and an account of which nothing is known is named', async () => {
  expect(await ask('GetRemainingFreeTrialDays', { AccountIds: [ours, '999988887777'] })).toMatchObject({
    Accounts: [{ AccountId: ours, DataSources: { FlowLogs: { FreeTrialDaysRemaining: 0 } } }],
    UnprocessedAccounts: [{ AccountId: '999988887777', Result: expect.any(String) }],
  });
});
