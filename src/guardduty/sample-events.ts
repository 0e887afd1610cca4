import { isJsonObject, stableId } from '#kernel';
import type { Fields } from './event-fields.ts';
import type { Place } from './finding.ts';

/** What is seen: in words (`outbound 443`, `query c2.example.net`), or the example of a rule. */
export type Sample = { readonly see: string } | { readonly example: Fields };

interface When {
  readonly place: Place;
  /** Milliseconds since 1970 in UTC. */
  readonly now: number;
}

/** The record that a log would hold, and which log. Names say that they were made; addresses are those for documentation. */
export function sampleEvent(type: string, sample: Sample, when: When): { source: string; record: Fields } {
  if ('example' in sample) return { source: 'cloudtrail', record: merged(callRecord(type, when), sample.example) };
  const [kind = '', ...words] = sample.see.split(' ');
  return (kinds[kind] ?? call)(words, { ...when, type });
}

type Maker = (words: readonly string[], when: When & { readonly type: string }) => { source: string; record: Fields };

const call: Maker = ([service = 'sts', name = 'GetCallerIdentity'], { type, ...when }) => ({
  source: 'cloudtrail',
  record: { ...callRecord(type, when), eventSource: `${service}.amazonaws.com`, eventName: name },
});

const session: Maker = (words, when) => {
  const { account } = when.place;
  const role = `arn:aws:iam::${account}:role/GeneratedFindingRole`;
  const userIdentity = {
    type: 'AssumedRole',
    principalId: `AROAGENERATEDFINDING:${instance}`,
    arn: `arn:aws:sts::${account}:assumed-role/GeneratedFindingRole/${instance}`,
    accountId: account,
    accessKeyId: 'ASIAGENERATEDFINDING',
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: 'AROAGENERATEDFINDING',
        arn: role,
        accountId: account,
        userName: 'GeneratedFindingRole',
      },
    },
  };
  return { source: 'cloudtrail', record: { ...call(words, when).record, userIdentity } };
};

const object: Maker = ([name = 'GetObject'], when) => ({
  source: 'cloudtrail',
  record: {
    ...call(['s3', name], when).record,
    eventCategory: 'Data',
    managementEvent: false,
    requestParameters: { bucketName: 'generated-finding-bucket', key: 'generated/finding.csv' },
  },
});

const outbound: Maker = ([port = '443', protocol = '6'], when) => ({
  source: 'vpcflow',
  record: {
    ...flowRecord(when),
    srcaddr: own,
    dstaddr: other,
    srcport: '49152',
    dstport: port,
    protocol,
    'flow-direction': 'egress',
  },
});

const inbound: Maker = ([port = '22', protocol = '6'], when) => ({
  source: 'vpcflow',
  record: {
    ...flowRecord(when),
    srcaddr: other,
    dstaddr: own,
    srcport: '49152',
    dstport: port,
    protocol,
    'flow-direction': 'ingress',
  },
});

const query: Maker = ([name = 'example.net'], { place, now }) => ({
  source: 'route53resolver',
  record: {
    version: '1.100000',
    account_id: place.account,
    region: place.region,
    vpc_id: 'vpc-0generatedfinding',
    query_timestamp: new Date(now).toISOString(),
    query_name: `${name}.`,
    query_type: 'A',
    query_class: 'IN',
    rcode: 'NOERROR',
    answers: [{ Rdata: other, Type: 'A', Class: 'IN' }],
    srcaddr: own,
    srcport: '49152',
    transport: 'UDP',
    srcids: { instance },
  },
});

const kinds: Readonly<Record<string, Maker>> = { call, session, object, outbound, inbound, query };

const instance = 'i-99999999';
const [own, other] = ['10.0.0.1', '198.51.100.1'];

const callRecord = (type: string, { place: { account, region }, now }: When): Fields => ({
  eventVersion: '1.11',
  eventID: stableId('sample', type, account, region, now),
  eventTime: new Date(now).toISOString(),
  eventSource: 'sts.amazonaws.com',
  eventName: 'GetCallerIdentity',
  awsRegion: region,
  sourceIPAddress: other,
  userAgent: 'aws-cli/2.27.1',
  userIdentity: {
    type: 'IAMUser',
    principalId: 'GeneratedFindingPrincipalId',
    arn: `arn:aws:iam::${account}:user/GeneratedFindingUserName`,
    accountId: account,
    accessKeyId: 'GeneratedFindingAccessKeyId',
    userName: 'GeneratedFindingUserName',
  },
  requestParameters: null,
  responseElements: null,
  eventType: 'AwsApiCall',
  eventCategory: 'Management',
  managementEvent: true,
  recipientAccountId: account,
});

const flowRecord = ({ place, now }: When): Fields => ({
  version: '5',
  'account-id': place.account,
  region: place.region,
  'interface-id': 'eni-0generatedfinding',
  'instance-id': instance,
  'vpc-id': 'vpc-0generatedfinding',
  'subnet-id': 'subnet-0generatedfinding',
  packets: '120',
  bytes: '48000',
  start: String(Math.floor(now / 1000)),
  end: String(Math.floor(now / 1000) + 60),
  action: 'ACCEPT',
  'log-status': 'OK',
});

/** The example over the whole record. When and where stay as they are. */
function merged(record: Fields, example: Fields): Fields {
  const made: Record<string, unknown> = { ...record };
  for (const [name, value] of Object.entries(example)) {
    const inner = made[name];
    if (!fixed.has(name)) made[name] = isJsonObject(inner) && isJsonObject(value) ? merged(inner, value) : value;
  }
  return made;
}

const fixed = new Set(['eventID', 'eventTime', 'awsRegion', 'recipientAccountId']);
