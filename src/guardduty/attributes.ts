import { answerPaths } from '#aws';
import { isJsonObject, parsedJson } from '#kernel';
import type { Fields } from './event-fields.ts';

/** How the values of an attribute compare; times are milliseconds since 1970 in UTC. */
export type AttributeKind = 'text' | 'number' | 'boolean' | 'time';

/** The value of an attribute: text, a number, or a time in milliseconds. A truth is `true` or `false` as text. */
export type Value = string | number;

/** What a finding holds, by attribute in lower case: filters spell attributes in more than one way. */
export type Values = Readonly<Record<string, readonly Value[]>>;

/**
 * Every attribute by which findings can be filtered, in lower case: each member of GuardDuty's `Finding` that is no
 * structure, and those that it documents without having a member for them.
 */
export function attributeKinds(): Promise<ReadonlyMap<string, AttributeKind>> {
  kinds ??= read();
  return kinds;
}

let kinds: Promise<ReadonlyMap<string, AttributeKind>> | undefined;

async function read(): Promise<ReadonlyMap<string, AttributeKind>> {
  const paths = [...(await answerPaths('guardduty', 'GetFindings'))];
  const members = paths.map(([path, kind]): readonly [string, AttributeKind] => {
    const attribute = path.slice('findings.'.length).toLowerCase();
    if (kind === 'timestamp' || timesAsText.has(attribute)) return [attribute, 'time'];
    return [attribute, kind === 'number' || kind === 'boolean' ? kind : 'text'];
  });
  return new Map([...members.filter(([attribute]) => !unfiltered.has(attribute)), ...documented]);
}

/** Members that hold a time as text, which filters speak of in milliseconds. */
const timesAsText = new Set([
  'createdat',
  'updatedat',
  'service.eventfirstseen',
  'service.eventlastseen',
  'resource.instancedetails.launchtime',
]);

/** Sentences for people: GuardDuty does not filter by them. */
const unfiltered = new Set(['title', 'description']);

/**
 * Attributes of `CreateFilter`'s documentation that are no members of `Finding`: what CloudTrail tells of an identity,
 * and what stands within the JSON text of `additionalInfo`.
 */
const documented: readonly (readonly [string, AttributeKind])[] = [
  ...under('resource.accesskeydetails.useridentity', 'text', [
    'accesskeyid accountid arn principalid type username',
    'sessioncontext.attributes.mfaauthenticated sessioncontext.ec2roledelivery sessioncontext.invokedby',
    'sessioncontext.sessionissuer.accountid sessioncontext.sessionissuer.arn sessioncontext.sessionissuer.principalid',
    'sessioncontext.sessionissuer.type sessioncontext.sessionissuer.username sessioncontext.sourceidentity',
    'sessioncontext.webidfederationdata.attributes sessioncontext.webidfederationdata.federatedprovider',
  ]),
  ...under('resource.rdsdbinstancedetails', 'text', [
    'dbsecuritygroups.name dbsecuritygroups.status iamdatabaseauthenticationenabled publiclyaccessible vpcid',
    'vpcsecuritygroups.status vpcsecuritygroups.vpcsecuritygroupid',
  ]),
  ...under('service.additionalinfo', 'text', [
    'agentdetails.agentid agentdetails.agentversion anomalies.anomalousapis authenticationmethod context domain',
    'localnetworkinterfaceowner policyarn policyname threatfilesha256 threatlistname threatname unusual.asnorg',
    'unusualprotocol useragent.fulluseragent useragent.useragentcategory vpcowneraccountid',
  ]),
  ...under('service.additionalinfo', 'number', [
    'averagepacketsizein averagepacketsizeout inbytes localport outbytes packetsin packetsout remoteport scannedport',
    'totalbytesin totalbytesout unusual.port',
  ]),
  ...under('service.additionalinfo', 'boolean', ['sample']),
  ...under('service.detection.sequence.resources.data', 'text', ['iaminstanceprofile.id']),
];

function under(path: string, kind: AttributeKind, lines: readonly string[]): (readonly [string, AttributeKind])[] {
  return lines.flatMap((line) => line.split(' ')).map((name) => [`${path}.${name}`, kind]);
}

/** Everything that a structure of a finding holds, by attribute; lists have no place of their own in a path. */
export function valuesOf(structure: Fields, known: ReadonlyMap<string, AttributeKind>): Values {
  const values: Record<string, Value[]> = {};
  collect(structure, '', (attribute, value) => {
    const kind = known.get(attribute);
    const read = kind && valueOf(value, kind);
    if (read !== undefined) (values[attribute] ??= []).push(read);
  });
  return values;
}

function collect(value: unknown, path: string, put: (attribute: string, value: unknown) => void): void {
  if (Array.isArray(value)) for (const one of value) collect(one, path, put);
  else if (isJsonObject(value) && !(value instanceof Date))
    for (const [name, inner] of Object.entries(value)) {
      const below = path === '' ? name.toLowerCase() : `${path}.${name.toLowerCase()}`;
      if (below === additional) collect(propertiesIn(inner), 'service.additionalinfo', put);
      collect(inner, below, put);
    }
  else put(path, value);
}

const additional = 'service.additionalinfo.value';

/** Nothing where it is somebody's own text. */
const propertiesIn = (text: unknown): unknown => (typeof text === 'string' ? parsedJson(text) : undefined);

/** A value in the form in which its kind compares; nothing for what is of another kind. */
function valueOf(value: unknown, kind: AttributeKind): Value | undefined {
  const plain = value instanceof Date ? value.toISOString() : value;
  if (typeof plain !== 'string' && typeof plain !== 'number' && typeof plain !== 'boolean') return undefined;
  if (kind === 'text' || kind === 'boolean') return String(plain);
  const number = kind === 'time' && typeof plain === 'string' ? Date.parse(plain) : Number(plain);
  return Number.isFinite(number) ? number : undefined;
}
