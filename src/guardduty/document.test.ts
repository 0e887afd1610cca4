import type { Finding as GuardDutyFinding } from '@aws-sdk/client-guardduty';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Claim } from '#findings';
import { Catalogue, entryOf, nowhere, type Geography, type ListInfo } from '#intel';
import type { Event } from '#sources';
import { documentFrom, documentOf } from './document.ts';
import { scopeOf } from './detectors.ts';
import { detectorIdOf } from './finding.ts';
import { readFindings } from './seen-findings.ts';
import { administrator, callBy, claimOf, eventsOf, openRoom, type RoomUnderTest } from './room.contract.ts';
import { tablesOf } from './tables.ts';
import { findingOf, update } from '#findings';

let room: RoomUnderTest;
beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room[Symbol.asyncDispose]());

const account = '111122223333';
const place = { account, region: 'us-east-1' };

/** The one finding that these claims make, as GuardDuty tells it. */
async function told(claims: readonly Claim[], language: 'en' | 'ja' = 'en'): Promise<GuardDutyFinding> {
  await room.record(claims);
  const call = callBy(administrator);
  const scope = await scopeOf(
    detectorIdOf({ account: administrator.account, region: 'us-east-1' }),
    call,
    room.context,
  );
  const rows = await tablesOf(room.context.store).selectFrom('findings').select(['id', 'type']).execute();
  const ids = rows.filter(({ type }) => type === claims[0]?.type).map(({ id }) => id);
  const [finding] = await readFindings(ids, scope, { ...room.context, language });
  if (finding === undefined) throw new Error('The claims made no finding.');
  return finding;
}

const flow = (part: object): object => ({
  version: '5',
  'account-id': account,
  region: 'us-east-1',
  'interface-id': 'eni-1',
  'instance-id': 'i-0aaaaaaaaaaaaaaaa',
  srcaddr: '198.51.100.7',
  dstaddr: '10.0.0.5',
  srcport: '50000',
  dstport: '22',
  protocol: '6',
  packets: '1',
  bytes: '60',
  start: '1773144000',
  end: '1773144060',
  action: 'ACCEPT',
  'flow-direction': 'ingress',
  'log-status': 'OK',
  ...part,
});

const call = (part: object): object => ({
  eventVersion: '1.11',
  eventID: JSON.stringify(part),
  eventTime: '2026-03-10T12:00:00Z',
  eventSource: 'iam.amazonaws.com',
  eventName: 'ListUsers',
  awsRegion: 'us-east-1',
  sourceIPAddress: '198.51.100.7',
  userAgent: 'aws-cli/2.27.1',
  userIdentity: {
    type: 'IAMUser',
    userName: 'aiko',
    principalId: 'AIDAAIKO',
    accessKeyId: 'AKIAAIKO',
    accountId: account,
    arn: `arn:aws:iam::${account}:user/aiko`,
  },
  recipientAccountId: account,
  eventCategory: 'Management',
  ...part,
});

const claims = (events: readonly Event[], type: string, rule = type): Claim[] =>
  events.map((event, at) => claimOf(event, { type, rule, subject: 'one', account, region: 'us-east-1', position: at }));

test('an instance that only flows name has what its launch told of it', async () => {
  const launch = call({
    eventSource: 'ec2.amazonaws.com',
    eventName: 'RunInstances',
    responseElements: {
      instancesSet: {
        items: [
          {
            instanceId: 'i-0aaaaaaaaaaaaaaaa',
            imageId: 'ami-1',
            instanceType: 't3.micro',
            launchTime: 1_773_000_000_000,
            placement: { availabilityZone: 'us-east-1a' },
            iamInstanceProfile: { arn: `arn:aws:iam::${account}:instance-profile/web`, id: 'AIPAWEB' },
            tagSet: { items: [{ key: 'Name', value: 'web' }] },
            networkInterfaceSet: {
              items: [
                {
                  networkInterfaceId: 'eni-1',
                  privateIpAddress: '10.0.0.5',
                  subnetId: 'subnet-1',
                  vpcId: 'vpc-1',
                  groupSet: { items: [{ groupId: 'sg-1', groupName: 'web' }] },
                },
              ],
            },
          },
        ],
      },
    },
  });
  await room.keepEvents(await eventsOf('cloudtrail', [launch]));
  const probes = await eventsOf('vpcflow', [flow({}), flow({ dstport: '3389' }), flow({ srcaddr: '198.51.100.8' })]);
  const finding = await told(claims(probes, 'Recon:EC2/PortProbeUnprotectedPort'));
  expect(finding.Resource?.InstanceDetails).toEqual({
    InstanceId: 'i-0aaaaaaaaaaaaaaaa',
    ImageId: 'ami-1',
    InstanceType: 't3.micro',
    LaunchTime: '2026-03-08T20:00:00.000Z',
    AvailabilityZone: 'us-east-1a',
    IamInstanceProfile: { Arn: `arn:aws:iam::${account}:instance-profile/web`, Id: 'AIPAWEB' },
    Tags: [{ Key: 'Name', Value: 'web' }],
    NetworkInterfaces: [
      {
        NetworkInterfaceId: 'eni-1',
        PrivateIpAddress: '10.0.0.5',
        SubnetId: 'subnet-1',
        VpcId: 'vpc-1',
        SecurityGroups: [{ GroupId: 'sg-1', GroupName: 'web' }],
      },
    ],
  });
  const ports = finding.Service?.Action?.PortProbeAction?.PortProbeDetails?.map((one) => one.LocalPortDetails);
  expect(ports).toEqual(
    expect.arrayContaining([
      { Port: 22, PortName: 'SSH' },
      { Port: 3389, PortName: 'RDP' },
    ]),
  );
  expect(ports).toHaveLength(2);
});

test('a port scan lists ports that it tried', async () => {
  const tried = ['22', '80', '443'].map((dstport) => flow({ dstport, srcaddr: '10.0.0.5', dstaddr: '10.0.9.9' }));
  const finding = await told(claims(await eventsOf('vpcflow', tried), 'Recon:EC2/Portscan'));
  expect(JSON.parse(finding.Service?.AdditionalInfo?.Value ?? '')).toMatchObject({ portsScannedSample: [22, 80, 443] });
});

test('unusual calls are listed by service, with what came of them', async () => {
  const events = await eventsOf('cloudtrail', [
    call({}),
    call({ eventName: 'CreateUser', errorCode: 'AccessDenied' }),
    call({ eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances', requestParameters: {} }),
  ]);
  const finding = await told(claims(events, 'Persistence:IAMUser/AnomalousBehavior'));
  const info: unknown = JSON.parse(finding.Service?.AdditionalInfo?.Value ?? '');
  expect(info).toMatchObject({ userAgent: { fullUserAgent: 'aws-cli/2.27.1' } });
  for (const part of ['ListUsers:success', 'CreateUser:AccessDenied', 'ec2.amazonaws.com:[RunInstances:success]'])
    expect(info).toHaveProperty('anomalies.anomalousAPIs', expect.stringContaining(part));
});

test('what did not fit habits is told as profiles and unusual behaviour', async () => {
  const anomaly = JSON.stringify({
    comparedWith: 'actor',
    unusual: [
      { dimension: 'tool', values: ['AWS CLI on Kali'], frequency: 'unseen', usual: ['Boto3 on Linux'] },
      { dimension: 'action', values: ['iam:CreateUser'], frequency: 'rare', usual: [] },
    ],
  });
  const events = await eventsOf('cloudtrail', [call({ eventName: 'CreateUser' })]);
  const finding = await told(
    claims(events, 'PrivilegeEscalation:IAMUser/AnomalousBehavior').map((claim) => ({ ...claim, anomaly })),
  );
  const of = (subtype: string, text: string) => ({
    ProfileType: 'FREQUENCY',
    ProfileSubtype: subtype,
    Observations: { Text: [text] },
  });
  expect(finding.Service?.Detection?.Anomaly).toEqual({
    Profiles: { userIdentity: { userAgents: [of('FREQUENT', 'Boto3 on Linux')] } },
    Unusual: {
      Behavior: {
        userIdentity: { userAgents: of('UNSEEN', 'AWS CLI on Kali'), apis: of('RARE', 'iam:CreateUser') },
      },
    },
  });
});

test('confidence falls when people judge another finding of the same rule wrong', async () => {
  const of = (user: string) => ({
    userIdentity: { type: 'IAMUser', userName: user, arn: `arn:aws:iam::${account}:user/${user}` },
  });
  const type = 'Persistence:IAMUser/IAMUserCreated';
  const [one, other] = await eventsOf('cloudtrail', [call(of('one')), call(of('other'))]);
  if (one === undefined || other === undefined) throw new Error('No events.');
  const before = await told([{ ...claimOf(one, { type, rule: type, subject: 'one', ...place, position: 0 }) }]);
  const ids = await tablesOf(room.context.store).selectFrom('findings').select('id').where('type', '=', type).execute();
  await room.record([claimOf(other, { type, rule: type, subject: 'other', ...place, position: 0 })]);
  const all = await tablesOf(room.context.store).selectFrom('findings').select('id').where('type', '=', type).execute();
  const wrong = all.map(({ id }) => id).filter((id) => ids.every((known) => known.id !== id));
  await update({ ids: wrong }, { verdict: 'false', reason: 'A test.' }, 'aiko', room.context);
  const scope = await scopeOf(
    detectorIdOf({ account: administrator.account, region: 'us-east-1' }),
    callBy(administrator),
    room.context,
  );
  const [after] = await readFindings([before.Id ?? ''], scope, { ...room.context, language: 'en' });
  expect([before.Service?.Count, before.Confidence, after?.Confidence]).toEqual([1, 80, 67]);
});

test('an attack sequence tells who did what from where, its times as times, in the language asked for', async () => {
  const events = await eventsOf('cloudtrail', [
    call({}),
    call({ eventTime: '2026-03-10T12:05:00Z', sourceIPAddress: '198.51.100.9' }),
    call({
      eventSource: 's3.amazonaws.com',
      eventName: 'GetObject',
      eventCategory: 'Data',
      requestParameters: { bucketName: 'ledger' },
    }),
  ]);
  const finding = await told(claims(events, 'AttackSequence:IAM/CompromisedCredentials'), 'ja');
  expect(finding.Resource).toMatchObject({ ResourceType: 'AttackSequence' });
  expect(finding.Service?.Detection?.Sequence).toMatchObject({
    Uid: finding.Id,
    Description: '記録が止められました',
    Actors: [{ Id: `arn:aws:iam::${account}:user/aiko`, User: { Name: 'aiko', CredentialUid: 'AKIAAIKO' } }],
    Endpoints: expect.arrayContaining([expect.objectContaining({ Ip: '198.51.100.9' })]),
    Resources: expect.arrayContaining([
      expect.objectContaining({ Uid: 'arn:aws:s3:::ledger', ResourceType: 'S3_BUCKET' }),
      expect.objectContaining({ Uid: 'AKIAAIKO', ResourceType: 'ACCESS_KEY' }),
    ]),
    Signals: expect.arrayContaining([
      expect.objectContaining({
        Name: 'ListUsers',
        Type: 'CLOUD_TRAIL',
        Count: 2,
        FirstSeenAt: new Date('2026-03-10T12:00:00Z'),
        LastSeenAt: new Date('2026-03-10T12:05:00Z'),
      }),
      expect.objectContaining({ Name: 'GetObject', Type: 'S3_DATA_EVENTS' }),
    ]),
  });
});

test('a function has what changing it answered', async () => {
  const [event] = await eventsOf('cloudtrail', [
    call({
      eventSource: 'lambda.amazonaws.com',
      eventName: 'UpdateFunctionCode20150331v2',
      requestParameters: { functionName: 'pay' },
      responseElements: {
        functionArn: `arn:aws:lambda:us-east-1:${account}:function:pay`,
        functionName: 'pay',
        role: `arn:aws:iam::${account}:role/pay`,
        lastModified: '2026-03-10T12:00:00.000+0000',
        vpcConfig: { vpcId: 'vpc-1', subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] },
      },
    }),
  ]);
  if (event === undefined) throw new Error('no event');
  const finding = await told(claims([event], 'Persistence:Lambda/CodeReplaced'));
  expect(finding.Resource).toMatchObject({
    ResourceType: 'Lambda',
    LambdaDetails: {
      FunctionName: 'pay',
      Role: `arn:aws:iam::${account}:role/pay`,
      LastModifiedAt: new Date('2026-03-10T12:00:00Z'),
      VpcConfig: { VpcId: 'vpc-1', SubnetIds: ['subnet-1'], SecurityGroups: [{ GroupId: 'sg-1' }] },
    },
  });
});

const list = (part: Partial<ListInfo>): ListInfo => ({
  id: 'x',
  name: 'bad things',
  kind: 'threat',
  category: '',
  account: '',
  region: '',
  ...part,
});
const inTokyo: Geography = {
  ...nowhere,
  placeOf: () => ({
    country: 'JP',
    countryName: { en: 'Japan', ja: '日本' },
    city: 'Tokyo',
    asn: 64_500,
    network: 'Example',
  }),
};

test('the lists on which the other side stands are the evidence, with country and network; lists of others are not', async () => {
  const lists = new Catalogue([
    { list: list({}), entries: [entry('198.51.100.0/24', 'botnet')] },
    { list: list({ name: 'theirs', account: '444455556666', region: 'us-east-1' }), entries: [entry('198.51.100.7')] },
    { list: list({ name: 'office', kind: 'trusted' }), entries: [entry('198.51.100.7')] },
  ]);
  const [event] = await eventsOf('cloudtrail', [call({})]);
  const [row] = await tablesOf(room.context.store).selectFrom('findings').selectAll().limit(1).execute();
  if (event === undefined || row === undefined) throw new Error('nothing there');
  const finding = { ...findingOf(row), type: 'Recon:IAMUser/MaliciousIPCaller' };
  const newest = { table: event.table, event: event.fields };
  const document = documentOf(
    { finding, place, newest, steps: [] },
    { geography: inTokyo, lists, homeAccount: '000000000000' },
  );
  expect(document.Service.Evidence).toEqual({
    ThreatIntelligenceDetails: [{ ThreatListName: 'bad things', ThreatNames: ['botnet'] }],
  });
  expect(document.Service.Action?.AwsApiCallAction?.RemoteIpDetails).toEqual({
    IpAddressV4: '198.51.100.7',
    Country: { CountryCode: 'JP', CountryName: 'Japan' },
    City: { CityName: 'Tokyo' },
    Organization: { Asn: '64500', AsnOrg: 'Example', Isp: 'Example', Org: 'Example' },
  });
  expect(JSON.parse(document.Service.AdditionalInfo?.Value ?? '')).toMatchObject({
    threatListName: 'bad things',
    threatName: 'botnet',
  });
  expect(documentFrom(JSON.stringify(document))).toEqual(document);
});

function entry(text: string, threat = '') {
  const found = entryOf(text, threat);
  if (found === undefined) throw new Error(text);
  return found;
}
