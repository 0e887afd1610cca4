import type { TableName } from './event.ts';

/** ClickHouse types that the tables of events use. */
export type ColumnType =
  | 'String'
  | 'LowCardinality(String)'
  | "DateTime64(3, 'UTC')"
  | 'UInt8'
  | 'UInt16'
  | 'UInt32'
  | 'UInt64'
  | 'Float64'
  | 'Bool'
  | 'Array(String)'
  | 'Map(LowCardinality(String), String)';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** What it holds, in English; shown beside the query editor. */
  readonly about: string;
}

const column = (name: string, type: ColumnType, about: string): Column => ({ name, type, about });
const text = (name: string, about: string): Column => column(name, 'String', about);
const word = (name: string, about: string): Column => column(name, 'LowCardinality(String)', about);

/** Columns of every table of events: when, from which source and file. */
const common: readonly Column[] = [
  column('time', "DateTime64(3, 'UTC')", 'When it happened (UTC)'),
  word('source', 'Which log it comes from: cloudtrail, vpcflow, route53resolver, ...'),
  text('id', 'Id of the event in its log (empty when the log gives none)'),
  word('file', 'Identity of the file that delivered it'),
  column('position', 'UInt64', 'Line or record in that file, from 1'),
  column('taken_at', "DateTime64(3, 'UTC')", 'When Yagura took it in (UTC); 1970 for what an older version took in'),
  word('account', 'Account in which it happened (12 digits)'),
  word('region', 'Region'),
];

/** The tables of events: one place that says which columns there are. */
export const tables: Readonly<Record<TableName, readonly Column[]>> = {
  api_activity: [
    ...common,
    word('service', 'Called service: iam.amazonaws.com'),
    word('action', 'Called operation: CreateUser'),
    word('principal_type', 'IAMUser, AssumedRole, Root, AWSService, ...'),
    text('principal', 'ARN of the user or role that called (for a session, its role), or the service'),
    word('principal_account', 'Account of the caller'),
    word('user_name', 'Name of the user or role'),
    text('session', 'Name of the role session'),
    text('session_arn', 'ARN of the session as the log has it'),
    text('access_key', 'Access key that signed the call'),
    text('issued_key', 'Access key that the call handed out (AssumeRole, CreateAccessKey, ...)'),
    text('address', 'Address the call came from, or the AWS service'),
    text('agent', 'User agent'),
    word('error', 'Error code; empty when the call succeeded'),
    text('error_message', 'Error message'),
    column('read_only', 'Bool', 'True when the call changes nothing'),
    word('mfa', 'true or false when the session says; empty otherwise'),
    text('resource', 'Main resource of the call: an ARN or a name'),
    word('event_type', 'AwsApiCall, AwsConsoleSignIn, AwsServiceEvent, ...'),
    word('category', 'Management, Data, NetworkActivity, Insight'),
    text('raw', 'The event as its log wrote it (JSON)'),
  ],
  network_activity: [
    ...common,
    column('end_time', "DateTime64(3, 'UTC')", 'End of the window (UTC)'),
    word('vpc', 'VPC'),
    word('subnet', 'Subnet'),
    word('instance', 'Instance'),
    word('interface', 'Network interface'),
    text('src_address', 'Source address'),
    text('dst_address', 'Destination address'),
    column('src_port', 'UInt16', 'Source port'),
    column('dst_port', 'UInt16', 'Destination port'),
    column('protocol', 'UInt8', 'IANA protocol number: 6 TCP, 17 UDP, 1 ICMP'),
    column('packets', 'UInt64', 'Packets'),
    column('bytes', 'UInt64', 'Bytes'),
    column('tcp_flags', 'UInt16', 'TCP flags, or-ed'),
    word('direction', 'ingress or egress'),
    word('action', 'ACCEPT or REJECT'),
    word('status', 'OK, NODATA, SKIPDATA'),
    text('pkt_src_address', 'Source address of the packet itself'),
    text('pkt_dst_address', 'Destination address of the packet itself'),
    column(
      'extra',
      'Map(LowCardinality(String), String)',
      'Every further field of the record but its version, by its own name',
    ),
  ],
  dns_activity: [
    ...common,
    word('vpc', 'VPC'),
    text('src_address', 'Who asked'),
    column('src_port', 'UInt16', 'Source port'),
    word('instance', 'Instance that asked'),
    text('query', 'Name asked for, lower case, without the final dot'),
    word('query_type', 'A, AAAA, TXT, ...'),
    word('query_class', 'IN'),
    word('rcode', 'NOERROR, NXDOMAIN, ...'),
    column('answers', 'Array(String)', 'Answers'),
    word('transport', 'UDP or TCP'),
    word('firewall_action', 'What the DNS firewall did'),
    text('raw', 'The event as its log wrote it (JSON)'),
  ],
  http_activity: [
    ...common,
    text('resource', 'Load balancer, web ACL, bucket or distribution'),
    text('principal', 'Who signed the request (S3), when known'),
    text('client_address', 'Client address'),
    column('client_port', 'UInt16', 'Client port'),
    word('country', 'Country of the client, when the log says'),
    word('method', 'GET, POST, ...; for S3 the operation'),
    text('host', 'Host asked for'),
    text('path', 'Path, or object key'),
    text('query', 'Query string'),
    column('status', 'UInt16', 'HTTP status'),
    word('action', 'ALLOW, BLOCK, Hit, Miss, forward, ...'),
    word('rule', 'Rule that decided (WAF)'),
    column('bytes_in', 'UInt64', 'Bytes received'),
    column('bytes_out', 'UInt64', 'Bytes sent'),
    column('milliseconds', 'Float64', 'Time taken'),
    text('agent', 'User agent'),
    text('referer', 'Referer'),
    word('tls', 'TLS version'),
    text('raw', 'The record under the own field names of its log (JSON)'),
  ],
};

/** The hour since 1970 of a row of any of these tables, in the engine's SQL. */
export const hourOf = 'floor(toUnixTimestamp64Milli(time) / 3600000)';
