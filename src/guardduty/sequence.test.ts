// Opens no lake.
import { expect, test } from 'vitest';
import type { Finding } from '#findings';
import { nowhere, type Geography } from '#intel';
import { sequenceOf, type Step } from './sequence.ts';

const place = { account: '111122223333', region: 'eu-west-1' };
const finding: Pick<Finding, 'id' | 'title' | 'severity' | 'tactics' | 'techniques'> = {
  id: 'f1',
  title: { en: 'An attack', ja: '攻撃' },
  severity: 'critical',
  tactics: ['impact'],
  techniques: [],
};
const at = (hour: number): number => Date.UTC(2026, 2, 10, hour);
const told = (steps: readonly Step[], geography: Geography = nowhere) =>
  sequenceOf({ finding, place, steps, geography });

const rin = {
  type: 'AssumedRole',
  arn: 'arn:aws:sts::111122223333:assumed-role/deploy/rin',
  principalId: 'AROA1:rin',
  accountId: '111122223333',
  accessKeyId: 'ASIA1',
  sessionContext: {
    attributes: { mfaAuthenticated: 'false', creationDate: '2026-03-10T08:00:00Z' },
    sessionIssuer: { arn: 'arn:aws:iam::111122223333:role/deploy', userName: 'deploy' },
  },
};
const call = (eventName: string, hour: number, more: object = {}): Step => ({
  table: 'api_activity',
  time: at(hour),
  event: { eventName, eventSource: 's3.amazonaws.com', sourceIPAddress: '203.0.113.9', userIdentity: rin, ...more },
});

test('events of one call are one signal, from the first to the last', () => {
  const { Signals, Uid, Description } = told([call('GetObject', 11), call('PutObject', 10), call('GetObject', 9)]);
  expect([Uid, Description]).toEqual(['f1', 'An attack']);
  expect(Signals).toMatchObject([
    {
      Name: 'GetObject',
      Type: 'CLOUD_TRAIL',
      Count: 2,
      FirstSeenAt: new Date(at(9)),
      LastSeenAt: new Date(at(11)),
      Severity: 9,
    },
    { Name: 'PutObject', Count: 1, ActorIds: [rin.arn], EndpointIds: ['203.0.113.9'], ResourceUids: ['ASIA1'] },
  ]);
  const [one, other] = Signals ?? [];
  expect(one?.Uid).not.toBe(other?.Uid);
  expect(told([call('GetObject', 9)]).Signals?.[0]?.Uid).toBe(one?.Uid);
});

test('a signal says which log told it', () => {
  const types = told([
    call('GetObject', 9, { eventCategory: 'Data' }),
    call('GetItem', 9, { eventCategory: 'Data', eventSource: 'dynamodb.amazonaws.com' }),
    { table: 'dns_activity', time: at(9), event: { query_name: 'evil.example' } },
    { table: 'network_activity', time: at(9), event: { dstaddr: '198.51.100.7' } },
    { table: 'http_activity', time: at(9), event: {} },
  ]).Signals?.map(({ Name, Type }) => [Name, Type]);
  expect(types).toEqual([
    ['GetObject', 'S3_DATA_EVENTS'],
    ['GetItem', 'CLOUD_TRAIL'],
    ['evil.example', 'DNS_LOGS'],
    ['198.51.100.7', 'FLOW_LOGS'],
    ['Event', 'FINDING'],
  ]);
});

test('who acted is told once, with key, session and issuer as far as they are known', () => {
  const bare = call('ListUsers', 9, { userIdentity: { arn: 'arn:aws:iam::111122223333:user/ops/aiko' } });
  expect(told([call('GetObject', 9), call('PutObject', 10), bare, call('X', 9, { userIdentity: {} })]).Actors).toEqual([
    {
      Id: rin.arn,
      User: {
        Name: 'deploy',
        Uid: 'AROA1:rin',
        Type: 'AssumedRole',
        CredentialUid: 'ASIA1',
        Account: { Uid: '111122223333' },
      },
      Session: { MfaStatus: 'DISABLED', CreatedTime: new Date(at(8)), Issuer: 'arn:aws:iam::111122223333:role/deploy' },
    },
    {
      Id: 'arn:aws:iam::111122223333:user/ops/aiko',
      User: { Name: 'aiko', Uid: 'arn:aws:iam::111122223333:user/ops/aiko', Type: 'Unknown', Account: { Uid: '' } },
      Session: undefined,
    },
  ]);
});

test('an end of a connection has a place and a network where they are known', () => {
  const geography = {
    ...nowhere,
    placeOf: () => ({ country: 'JP', city: 'Osaka', latitude: 34.7, longitude: 135.5, asn: 64_500, network: 'Net' }),
  };
  expect(told([call('GetObject', 9)], geography).Endpoints).toEqual([
    {
      Id: '203.0.113.9',
      Ip: '203.0.113.9',
      Location: { City: 'Osaka', Country: 'JP', Latitude: 34.7, Longitude: 135.5 },
      AutonomousSystem: { Name: 'Net', Number: 64_500 },
    },
  ]);
  const halfKnown = { ...nowhere, placeOf: () => ({ latitude: 34.7 }) };
  expect(told([call('GetObject', 9)], halfKnown).Endpoints).toEqual([{ Id: '203.0.113.9', Ip: '203.0.113.9' }]);
  expect(told([call('GetObject', 9)]).Endpoints).toEqual([{ Id: '203.0.113.9', Ip: '203.0.113.9' }]);
});

test('keys, buckets and machines that were touched are resources, each once', () => {
  const started = { responseElements: { instancesSet: { items: [{ instanceId: 'i-1' }, { instanceId: 'i-2' }] } } };
  const { Resources } = told([
    call('PutObject', 9, { requestParameters: { bucketName: 'logs' } }),
    call('DeleteObject', 9, { requestParameters: { bucketName: 'logs' } }),
    call('RunInstances', 10, started),
  ]);
  expect(Resources?.map(({ Uid, ResourceType }) => [Uid, ResourceType])).toEqual([
    ['ASIA1', 'ACCESS_KEY'],
    ['arn:aws:s3:::logs', 'S3_BUCKET'],
    ['arn:aws:ec2:eu-west-1:111122223333:instance/i-1', 'EC2_INSTANCE'],
    ['arn:aws:ec2:eu-west-1:111122223333:instance/i-2', 'EC2_INSTANCE'],
  ]);
  expect(Resources?.[0]).toMatchObject({ AccountId: '111122223333', Region: 'eu-west-1', CloudPartition: 'aws' });
});

test('what the finding shows is told by tactic and technique, where it has any', () => {
  expect(told([]).SequenceIndicators).toEqual([{ Key: 'ATTACK_TACTIC', Values: ['impact'] }]);
});
