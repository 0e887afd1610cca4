import type {
  Actor,
  NetworkEndpoint,
  ResourceV2,
  Sequence,
  Session,
  Signal,
  SignalType,
} from '@aws-sdk/client-guardduty';
import { partitionOf } from '#attack';
import type { Finding } from '#findings';
import { grouped, stableId } from '#kernel';
import { nowhere, type Geography } from '#intel';
import type { Place } from './finding.ts';
import { objectsAt, textAt, type Fields } from './event-fields.ts';
import { known } from './known.ts';
import { severityOf } from './severity.ts';

/** An event that an attack sequence is made of. */
export interface Step {
  readonly table: string;
  readonly event: Fields;
  /** Milliseconds since 1970 in UTC. */
  readonly time: number;
}

interface Told {
  readonly finding: Pick<Finding, 'id' | 'title' | 'severity' | 'tactics' | 'techniques'>;
  readonly place: Place;
  readonly steps: readonly Step[];
  readonly geography: Geography;
}

/** An attack sequence as its events tell it: who, from where, on what, and in which steps. */
export function sequenceOf({ finding, place, steps, geography }: Told): Sequence {
  const { id, title, severity, tactics, techniques } = finding;
  return {
    Uid: id,
    Description: title.en,
    Actors: unique(
      steps.flatMap(({ event }) => actorOf(event) ?? []),
      ({ Id }) => Id,
    ),
    Endpoints: unique(
      steps.flatMap(({ event }) => endpointOf(event, geography) ?? []),
      ({ Id }) => Id,
    ),
    Resources: unique(
      steps.flatMap(({ event }) => resourcesOf(event, place)),
      ({ Uid }) => Uid,
    ),
    Signals: signalsOf(id, severityOf(severity), steps, place),
    SequenceIndicators: [
      { Key: 'ATTACK_TACTIC' as const, Values: [...tactics] },
      { Key: 'ATTACK_TECHNIQUE' as const, Values: [...techniques] },
    ].filter(({ Values }) => Values.length > 0),
  };
}

/** Events of the same call, connection or query are one signal. */
function signalsOf(finding: string, severity: number, steps: readonly Step[], place: Place): Signal[] {
  return [...grouped(steps, nameOf)].map(([name, same]) => {
    const times = same.map(({ time }) => time);
    const [first, last] = [new Date(Math.min(...times)), new Date(Math.max(...times))];
    const ids = (of: (event: Fields) => string | string[]): string[] => [
      ...new Set(same.flatMap(({ event }) => of(event))),
    ];
    return {
      Uid: stableId(finding, name),
      Type: same[0] === undefined ? 'FINDING' : signalType(same[0]),
      Name: name,
      CreatedAt: first,
      UpdatedAt: last,
      FirstSeenAt: first,
      LastSeenAt: last,
      Severity: severity,
      Count: same.length,
      ActorIds: ids((event) => actorOf(event)?.Id ?? []),
      EndpointIds: ids((event) => endpointOf(event, nowhere)?.Id ?? []),
      ResourceUids: ids((event) => resourcesOf(event, place).map(({ Uid }) => Uid ?? '')),
    };
  });
}

const nameOf = ({ event }: Step): string => textAt(event, 'eventName', 'query_name', 'dstaddr') || 'Event';

const signalTypes: Readonly<Record<string, SignalType>> = {
  api_activity: 'CLOUD_TRAIL',
  network_activity: 'FLOW_LOGS',
  dns_activity: 'DNS_LOGS',
};

const signalType = ({ table, event }: Step): SignalType =>
  textAt(event, 'eventCategory') === 'Data' && textAt(event, 'eventSource').startsWith('s3.')
    ? 'S3_DATA_EVENTS'
    : (signalTypes[table] ?? 'FINDING');

/** Who called, in which session. Nothing for an event that names nobody. */
function actorOf(event: Fields): Actor | undefined {
  const arn = textAt(event, 'userIdentity.arn', 'userIdentity.principalId');
  if (arn === '') return undefined;
  const session = 'userIdentity.sessionContext';
  const created = Date.parse(textAt(event, `${session}.attributes.creationDate`));
  const [mfa, key] = [
    textAt(event, `${session}.attributes.mfaAuthenticated`),
    textAt(event, 'userIdentity.accessKeyId'),
  ];
  return {
    Id: arn,
    User: {
      Name:
        textAt(event, 'userIdentity.userName', `${session}.sessionIssuer.userName`) || (arn.split('/').at(-1) ?? arn),
      Uid: textAt(event, 'userIdentity.principalId') || arn,
      Type: textAt(event, 'userIdentity.type') || 'Unknown',
      ...(key === '' ? {} : { CredentialUid: key }),
      Account: { Uid: textAt(event, 'userIdentity.accountId', 'recipientAccountId') },
    },
    Session: known<Session>({
      MfaStatus: mfa === '' ? undefined : mfa === 'true' ? 'ENABLED' : 'DISABLED',
      CreatedTime: Number.isNaN(created) ? undefined : new Date(created),
      Issuer: textAt(event, `${session}.sessionIssuer.arn`),
    }),
  };
}

function endpointOf(event: Fields, geography: Geography): NetworkEndpoint | undefined {
  const address = textAt(event, 'sourceIPAddress', 'dstaddr');
  if (address === '') return undefined;
  const place = geography.placeOf(address);
  const { city = '', country = '', latitude, longitude, asn, network = '' } = place ?? {};
  return {
    Id: address,
    Ip: address,
    ...(latitude === undefined || longitude === undefined
      ? {}
      : { Location: { City: city, Country: country, Latitude: latitude, Longitude: longitude } }),
    ...(asn === undefined ? {} : { AutonomousSystem: { Name: network, Number: asn } }),
  };
}

/** The key that was used, the bucket that was touched, and the machines that were started. */
function resourcesOf(event: Fields, { account, region }: Place): ResourceV2[] {
  const where = { AccountId: account, Region: region, CloudPartition: partitionOf(region) };
  return [...keysOf(event), ...bucketsOf(event), ...instancesOf(event, `${region}:${account}`)].map((one) => ({
    ...where,
    ...one,
  }));
}

type Named = Pick<ResourceV2, 'Uid' | 'Name' | 'ResourceType' | 'Service' | 'Data'>;

function keysOf(event: Fields): Named[] {
  const key = textAt(event, 'userIdentity.accessKeyId');
  const user = {
    PrincipalId: textAt(event, 'userIdentity.principalId'),
    UserName: textAt(event, 'userIdentity.userName'),
    UserType: textAt(event, 'userIdentity.type'),
  };
  return key === ''
    ? []
    : [{ Uid: key, Name: key, ResourceType: 'ACCESS_KEY', Service: 'iam', Data: { AccessKey: user } }];
}

function bucketsOf(event: Fields): Named[] {
  const bucket = textAt(event, 'requestParameters.bucketName');
  return bucket === ''
    ? []
    : [{ Uid: `arn:aws:s3:::${bucket}`, Name: bucket, ResourceType: 'S3_BUCKET', Service: 's3' }];
}

const instancesOf = (event: Fields, place: string): Named[] =>
  objectsAt(event, 'responseElements.instancesSet.items').map((item) => ({
    Uid: `arn:aws:ec2:${place}:instance/${textAt(item, 'instanceId')}`,
    Name: textAt(item, 'instanceId'),
    ResourceType: 'EC2_INSTANCE',
    Service: 'ec2',
  }));

const unique = <T>(items: readonly T[], of: (item: T) => string | undefined): T[] => [
  ...new Map(items.map((item) => [of(item), item])).values(),
];
