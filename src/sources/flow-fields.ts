import ipaddr from 'ipaddr.js';

/** What a field of a flow record holds, and how its text is judged and read. */
export interface Kind {
  readonly form: 'number' | 'address' | 'word';
  /** What it should have been, for messages. */
  readonly about: string;
  /** The value of a text that is not `-`; undefined when it is none of this kind. */
  read(text: string): string | number | undefined;
  /** Of numbers: the greatest, and how many digits there may be; any number of them, when absent. */
  readonly most?: number;
  readonly digits?: number;
}

/** Whole numbers, a leading plus and zeros included. */
const whole = (most: number, digits?: number): Kind => ({
  form: 'number',
  about: `a whole number up to ${most}`,
  read: (text) =>
    /^\+?\d+$/.test(text) && text.length <= (digits ?? Infinity) && Number(text) <= most ? Number(text) : undefined,
  most,
  ...(digits === undefined ? {} : { digits }),
});

const seconds: Kind = { ...whole(9_999_999_999, 10), about: 'a time in seconds since 1970' };

const word: Kind = { form: 'word', about: 'a text', read: (text) => text };

/** Four decimal numbers, or IPv6 without a zone. */
const isAddress = (text: string): boolean =>
  /^[\da-fA-F:.]+$/.test(text) && // asked first: what is none costs an exception there
  (ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text));

const address: Kind = {
  form: 'address',
  about: 'an IPv4 or IPv6 address',
  read: (text) => (isAddress(text) ? text : undefined),
};

const port = whole(65_535);
const count = whole(999_999_999_999_999, 15); // exact as a JavaScript number

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
  field('version', whole(255)),
  field('account-id', word, 'account'),
  field('interface-id', word, 'interface'),
  field('srcaddr', address, 'src_address'),
  field('dstaddr', address, 'dst_address'),
  field('srcport', port, 'src_port'),
  field('dstport', port, 'dst_port'),
  field('protocol', whole(255), 'protocol'),
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
