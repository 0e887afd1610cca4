import ipaddr from 'ipaddr.js';

/** What a field of a flow record holds: how its text is judged and read here, and how the engine does the same. */
export interface Kind {
  /** What it should have been, for messages. */
  readonly about: string;
  /** The value of a text that is not `-`; undefined when it is none of this kind. */
  read(text: string): string | number | undefined;
  /** SQL for the value; `-` gives the empty value. */
  value(part: string): string;
  /** SQL that holds for a text that can be read, `-` left aside. */
  valid(part: string): string;
}

/** Whole numbers as the engine reads them, a leading plus and zeros included; `digits` where the type's range is no wall. */
const whole = (type: 'UInt8' | 'UInt16' | 'UInt64', most: number, digits = Number.POSITIVE_INFINITY): Kind => ({
  about: `a whole number up to ${most}`,
  read: (text) => (/^\+?\d+$/.test(text) && text.length <= digits && Number(text) <= most ? Number(text) : undefined),
  // The same call as in `valid`, so that the engine makes it once.
  value: (part) => `ifNull(to${type}OrNull(${part}), 0)`,
  valid: (part) =>
    `to${type}OrNull(${part}) IS NOT NULL${Number.isFinite(digits) ? ` AND length(${part}) <= ${digits}` : ''}`,
});

const seconds: Kind = {
  ...whole('UInt64', 9_999_999_999, 10),
  about: 'a time in seconds since 1970',
  value: (part) => `fromUnixTimestamp64Milli(toInt64(ifNull(toUInt64OrNull(${part}), 0)) * 1000, 'UTC')`,
};

const orEmpty = (part: string): string => `if(${part} = '-', '', ${part})`;

const word: Kind = {
  about: 'a text',
  read: (text) => text,
  value: orEmpty,
  valid: () => '1',
};

/** Four decimal numbers, or IPv6 without a zone: what the engine takes for an address, too. */
const isAddress = (text: string): boolean =>
  ipaddr.IPv4.isValidFourPartDecimal(text) || (ipaddr.IPv6.isValid(text) && !text.includes('%'));

const address: Kind = {
  about: 'an IPv4 or IPv6 address',
  read: (text) => (isAddress(text) ? text : undefined),
  value: orEmpty,
  // The engine alone would take `1:::2` and `::` beside eight groups for addresses.
  valid: (part) =>
    `isIPv4String(${part}) OR (isIPv6String(${part}) AND position(${part}, ':::') = 0 AND countSubstrings(${part}, ':') <= 8)`,
};

const port = whole('UInt16', 65_535);
const count = whole('UInt64', 999_999_999_999_999, 15); // exact as a JavaScript number

/** A field of flow records. Without a column it goes to `extra` under its own name. */
export interface FlowField {
  readonly name: string;
  readonly kind: Kind;
  readonly column?: string;
}

const field = (name: string, kind: Kind, column?: string): FlowField =>
  column === undefined ? { name, kind } : { name, kind, column };

/**
 * Every field that has a column or a type, as the VPC User Guide, "Available fields", names them; the default format
 * of version 2 is the first fourteen, in this order. Other fields are texts in `extra`.
 */
const fields: readonly FlowField[] = [
  field('version', whole('UInt8', 255)),
  field('account-id', word, 'account'),
  field('interface-id', word, 'interface'),
  field('srcaddr', address, 'src_address'),
  field('dstaddr', address, 'dst_address'),
  field('srcport', port, 'src_port'),
  field('dstport', port, 'dst_port'),
  field('protocol', whole('UInt8', 255), 'protocol'),
  field('packets', count, 'packets'),
  field('bytes', count, 'bytes'),
  field('start', seconds, 'time'),
  field('end', seconds, 'end_time'),
  field('action', word, 'action'),
  field('log-status', word, 'status'),
  field('vpc-id', word, 'vpc'),
  field('subnet-id', word, 'subnet'),
  field('instance-id', word, 'instance'),
  field('tcp-flags', port, 'tcp_flags'),
  field('pkt-srcaddr', address, 'pkt_src_address'),
  field('pkt-dstaddr', address, 'pkt_dst_address'),
  field('region', word, 'region'),
  field('flow-direction', word, 'direction'),
  field('traffic-path', port),
];

/** Fields that public rules may name and that are texts in `extra`: versions 3 to 8 and Transit Gateways. */
export const extraNames: readonly string[] = [
  'type az-id sublocation-type sublocation-id pkt-src-aws-service pkt-dst-aws-service reject-reason resource-id',
  'ecs-cluster-arn ecs-cluster-name ecs-container-instance-arn ecs-container-instance-id ecs-container-id',
  'ecs-second-container-id ecs-service-name ecs-task-definition-arn ecs-task-arn ecs-task-id encryption-status',
  'resource-type tgw-id tgw-attachment-id tgw-src-vpc-account-id tgw-dst-vpc-account-id tgw-src-vpc-id tgw-dst-vpc-id',
  'tgw-src-subnet-id tgw-dst-subnet-id tgw-src-eni tgw-dst-eni tgw-src-az-id tgw-dst-az-id tgw-pair-attachment-id',
  'packets-lost-no-route packets-lost-blackhole packets-lost-mtu-exceeded packets-lost-ttl-expired',
].flatMap((line) => line.split(' '));

export const namedFields: readonly FlowField[] = fields;

/** Parquet files and query engines write `_` or nothing where the log has `-`, and any case. */
const squeezed = (name: string): string => name.replaceAll(/[-_]/g, '').toLowerCase();

const bySqueezed: ReadonlyMap<string, FlowField> = new Map(
  [...fields, ...extraNames.map((name) => field(name, word))].map((one) => [squeezed(one.name), one]),
);

/** The field of that name, however it is spelled; a name that nobody knows is a text of its own. */
export const fieldOf = (name: string): FlowField => bySqueezed.get(squeezed(name)) ?? field(name, word);

export const isKnown = (name: string): boolean => bySqueezed.has(squeezed(name));

/** True for a name that no other log and no sentence has: a header holds at least one of them. */
export const isTelling = (name: string): boolean => telling.has(squeezed(name));

const telling = new Set(['srcaddr', 'dstaddr', 'accountid', 'interfaceid', 'logstatus', 'vpcid', 'tgwid']);

/** The format of version 2, which a flow log has unless it is told otherwise. */
export const defaultFormat: readonly FlowField[] = fields.slice(0, 14);

/** True for a field that is kept in `extra`: `version` is the same in every row of a file and says nothing. */
export const isExtra = (one: FlowField): boolean => one.column === undefined && one.name !== 'version';
