import { CloudTrailClient, LookupEventsCommand, type LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { platform, type PlatformUnderTest } from './platform.ts';

const start = Date.parse('2021-03-01T00:00:00Z'); // years before the 90 days of AWS
const minute = 60_000;

/** A call to Yagura, as its audit writes it. */
const ownCall = () =>
  event(300, {
    eventSource: 'guardduty.amazonaws.com',
    eventName: 'ListFindings',
    additionalEventData: { recordedBy: 'yagura' },
  });

/** An event as CloudTrail delivers it; the minute of the day is its number. */
const event = (number: number, change: object = {}): Record<string, unknown> => ({
  eventVersion: '1.08',
  eventID: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  eventTime: new Date(start + number * minute).toISOString().replace('.000Z', 'Z'),
  eventSource: 'iam.amazonaws.com',
  eventName: 'ListUsers',
  awsRegion: 'us-east-1',
  sourceIPAddress: '203.0.113.9',
  userAgent: 'aws-cli/2',
  userIdentity: {
    type: 'IAMUser',
    arn: 'arn:aws:iam::111122223333:user/aiko',
    accountId: '111122223333',
    userName: 'aiko',
    accessKeyId: 'AKIAAIKO',
  },
  requestParameters: null,
  responseElements: null,
  readOnly: true,
  eventType: 'AwsApiCall',
  managementEvent: true,
  eventCategory: 'Management',
  recipientAccountId: '111122223333',
  ...change,
});

const session = {
  type: 'AssumedRole',
  arn: 'arn:aws:sts::444455556666:assumed-role/deploy/run-42',
  accountId: '444455556666',
  accessKeyId: 'ASIADEPLOY',
  sessionContext: { sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::444455556666:role/deploy', userName: 'deploy' } },
};
const events = [
  ...Array.from({ length: 120 }, (_, number) => event(number)),
  event(200, {
    eventName: 'CreateUser',
    readOnly: false,
    requestParameters: { userName: 'mallory' },
    responseElements: { user: { userName: 'mallory', arn: 'arn:aws:iam::111122223333:user/mallory' } },
  }),
  event(201, {
    eventName: 'RunInstances',
    eventSource: 'ec2.amazonaws.com',
    awsRegion: 'eu-west-1',
    readOnly: false,
    userIdentity: session,
    recipientAccountId: '444455556666',
    resources: [
      { ARN: 'arn:aws:ec2:eu-west-1:444455556666:instance/i-1', accountId: '444455556666', type: 'AWS::EC2::Instance' },
    ],
  }),
  event(202, {
    eventName: 'GetObject',
    eventSource: 's3.amazonaws.com',
    managementEvent: false,
    eventCategory: 'Data',
    requestParameters: { bucketName: 'b', key: 'k' },
  }),
  event(203, {
    eventVersion: '1.09',
    eventCategory: 'Insight',
    eventType: 'AwsCloudTrailInsight',
    insightDetails: {
      state: 'Start',
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateUser',
      insightType: 'ApiCallRateInsight',
    },
    userIdentity: undefined,
  }),
  event(204, {
    eventName: 'PutBucketPolicy',
    eventSource: 's3.amazonaws.com',
    readOnly: false,
    requestParameters: { bucketName: 'mallory' },
  }),
];

let folder: string;
let running: PlatformUnderTest;
let administrator: Key;
let member: Key;
type Key = z.infer<typeof Key>;
const Key = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-lookup-'));
  await writeFile(join(folder, 'trail.json'), JSON.stringify({ Records: events }));
  await writeFile(join(folder, 'audit.jsonl'), JSON.stringify(ownCall()));
  // The events are older than what is kept by default, and the first clearing comes at some time after the start.
  running = await platform([folder], { retention: { api_activity: 'forever' } });
  administrator = Key.parse(await running.call('CreateAccessKey', { person: 'administrator' }));
  member = Key.parse(await running.call('CreateAccessKey', { role: 'member', account: '444455556666' }));
});
afterAll(async () => {
  await running[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** What the logs above answer; calls to Yagura itself are younger than all of them. */
const lookup = (input: LookupEventsCommandInput, credentials = administrator, region = 'ap-northeast-1') =>
  new CloudTrailClient({ endpoint: running.url, region, credentials, maxAttempts: 1 }).send(
    new LookupEventsCommand({ EndTime: new Date('2022-01-01'), ...input }),
  );

const numbers = async (...given: Parameters<typeof lookup>): Promise<number[]> =>
  ((await lookup(...given)).Events ?? []).map(({ EventId }) => Number(EventId?.slice(-12)));

const by = (AttributeKey: string, AttributeValue: string): LookupEventsCommandInput => ({
  LookupAttributes: [{ AttributeKey: z.custom<'EventId'>().parse(AttributeKey), AttributeValue }],
});

test('an event bears what parsers of CloudTrail expect, and the event itself as it was logged', async () => {
  const { Events: [found] = [] } = await lookup(by('EventName', 'RunInstances'));
  expect(found).toEqual({
    EventId: '00000000-0000-4000-8000-000000000201',
    EventName: 'RunInstances',
    ReadOnly: 'false',
    AccessKeyId: 'ASIADEPLOY',
    EventTime: new Date(start + 201 * minute),
    EventSource: 'ec2.amazonaws.com',
    Username: 'run-42',
    Resources: [
      { ResourceType: 'AWS::EC2::Instance', ResourceName: 'arn:aws:ec2:eu-west-1:444455556666:instance/i-1' },
    ],
    CloudTrailEvent: expect.any(String),
  });
  expect(JSON.parse(found?.CloudTrailEvent ?? '')).toEqual(events[121]);
});

describe('the events of years ago, of every account and Region', () => {
  test.each([
    ['EventId', '00000000-0000-4000-8000-000000000007', [7]],
    ['EventName', 'CreateUser', [200]],
    ['EventSource', 'ec2.amazonaws.com', [201]],
    ['ReadOnly', 'false', [204, 201, 200]],
    ['Username', 'run-42', [201]],
    ['Username', 'nobody', []],
    ['AccessKeyId', 'ASIADEPLOY', [201]],
    ['ResourceName', 'mallory', [204, 200]],
    ['ResourceName', 'arn:aws:ec2:eu-west-1:444455556666:instance/i-1', [201]],
    ['ResourceName', 'aiko', []],
    ['ResourceType', 'AWS::IAM::User', [200]],
    ['ResourceType', 'AWS::S3::Bucket', [204]],
    ['ResourceType', 'AWS::EC2::Instance', [201]],
    ['ResourceType', "x' OR 1 = 1 --", []],
  ])('are found by %s %s', async (key, value, found) => {
    expect(await numbers(by(key, value))).toEqual(found);
  });

  test('are told between two times, both included', async () => {
    const [StartTime, EndTime] = [new Date(start + 5 * minute), new Date(start + 8 * minute)];
    expect(await numbers({ StartTime, EndTime })).toEqual([8, 7, 6, 5]);
    expect(await numbers({ StartTime: EndTime, EndTime })).toEqual([8]);
  });

  test('are management events, unless Insights are asked for', async () => {
    expect(await numbers({ StartTime: new Date(start + 150 * minute) })).toEqual([300, 204, 201, 200]);
    expect(await numbers({ EventCategory: 'insight' })).toEqual([203]);
  });
});

test('pages follow each other without a gap, whatever their size', async () => {
  const seen: number[] = [];
  let NextToken: string | undefined;
  for (let page = 0; page === 0 || NextToken !== undefined; page++) {
    const reply = await lookup({ MaxResults: page % 2 === 0 ? 50 : 7, NextToken });
    seen.push(...(reply.Events ?? []).map(({ EventId }) => Number(EventId?.slice(-12))));
    NextToken = reply.NextToken;
  }
  expect(seen).toEqual([300, 204, 201, 200, ...Array.from({ length: 120 }, (_, index) => 119 - index)]);
});

test('a member sees the own account alone', async () => {
  expect(await numbers({}, member)).toEqual([201]);
  expect(await numbers(by('EventName', 'CreateUser'), member)).toEqual([]);
});

test('calls to Yagura itself are among them', async () => {
  expect(await numbers(by('EventName', 'ListFindings'))).toEqual([300]);
});

test.each<[string, LookupEventsCommandInput, string]>([
  ['a token that is none', { NextToken: 'x' }, 'InvalidNextTokenException'],
  ['no results', { MaxResults: 0 }, 'InvalidMaxResultsException'],
  ['more than fifty results', { MaxResults: 51 }, 'InvalidMaxResultsException'],
  ['half a result', { MaxResults: 1.5 }, 'InvalidMaxResultsException'],
  ['an unknown attribute', by('Colour', 'red'), 'InvalidLookupAttributesException'],
  [
    'a second attribute',
    {
      LookupAttributes: [
        { AttributeKey: 'ResourceName', AttributeValue: 'mallory' },
        { AttributeKey: 'EventName', AttributeValue: 'CreateUser' },
      ],
    },
    'InvalidLookupAttributesException',
  ],
  ['an empty attribute', by('EventName', ''), 'InvalidLookupAttributesException'],
  ['a truth that is none', by('ReadOnly', 'yes'), 'InvalidLookupAttributesException'],
  ['an end before the start', { StartTime: new Date('2023-01-01') }, 'InvalidTimeRangeException'],
  ['an unknown category', { EventCategory: z.custom<'insight'>().parse('data') }, 'InvalidEventCategoryException'],
])('%s is refused', async (_what, input, name) => {
  await expect(lookup(input)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
});

test('a token is good for its own query and caller alone', async () => {
  const { NextToken } = await lookup({ MaxResults: 1 });
  await expect(lookup({ NextToken, ...by('EventName', 'ListUsers') })).rejects.toThrow('not of this request');
  await expect(lookup({ NextToken }, member)).rejects.toThrow('not of this request');
  await expect(lookup({ NextToken }, administrator, 'eu-west-1')).rejects.toThrow('not of this request');
});
