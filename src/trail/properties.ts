import type { TableName } from '#sources';

/** What one asks of events, whichever log they come from. */
export const propertyNames = [
  'principal',
  'account',
  'region',
  'source',
  'id',
  'address',
  'service',
  'action',
  'resource',
  'error',
  'key',
  'agent',
  'port',
] as const;
export type PropertyName = (typeof propertyNames)[number];

type Columns = Partial<Record<TableName, readonly string[]>>;

/** The columns that hold a property, for each table of events. */
const properties: Readonly<Record<PropertyName, Columns>> = {
  principal: {
    api_activity: ['principal', 'session_arn', 'user_name'],
    network_activity: ['instance', 'interface'],
    dns_activity: ['instance'],
    http_activity: ['principal'],
  },
  account: everywhere('account'),
  region: everywhere('region'),
  source: everywhere('source'),
  id: everywhere('id'),
  address: {
    api_activity: ['address'],
    network_activity: ['src_address', 'dst_address'],
    dns_activity: ['src_address'],
    http_activity: ['client_address'],
  },
  service: { api_activity: ['service'] },
  action: {
    api_activity: ['action'],
    network_activity: ['action'],
    dns_activity: ['query_type'],
    http_activity: ['method'],
  },
  resource: {
    api_activity: ['resource'],
    network_activity: ['dst_address'],
    dns_activity: ['query'],
    http_activity: ['path', 'host', 'resource'],
  },
  error: { api_activity: ['error'], dns_activity: ['rcode'], http_activity: ['toString(status)'] },
  key: { api_activity: ['access_key', 'issued_key'] },
  agent: { api_activity: ['agent'], http_activity: ['agent'] },
  port: { network_activity: ['toString(dst_port)', 'toString(src_port)'] },
};

/** The columns of a table that hold a property; none where the log does not say. */
export const columnsOf = (property: PropertyName, table: TableName): readonly string[] =>
  properties[property][table] ?? [];

/** What a list shows of an event, as expressions of its table. */
export const shown: Readonly<Record<TableName, Readonly<Record<ShownName, string>>>> = {
  api_activity: {
    principal: "if(session_arn != '', session_arn, if(principal != '', principal, user_name))",
    action: 'action',
    service: 'service',
    resource: 'resource',
    address: 'address',
    error: 'error',
  },
  network_activity: {
    principal: "if(instance != '', instance, interface)",
    action: 'action',
    service: "''",
    resource: "concat(dst_address, ':', toString(dst_port))",
    address: 'src_address',
    error: "if(action = 'REJECT', 'REJECT', '')",
  },
  dns_activity: {
    principal: 'instance',
    action: 'query_type',
    service: "''",
    resource: 'query',
    address: 'src_address',
    error: "if(rcode = 'NOERROR', '', rcode)",
  },
  http_activity: {
    principal: 'principal',
    action: 'method',
    service: "''",
    resource: 'concat(host, path)',
    address: 'client_address',
    error: "if(status >= 400, toString(status), '')",
  },
};

export type ShownName = 'principal' | 'action' | 'service' | 'resource' | 'address' | 'error';

/** Where free text is looked for: the event as its log wrote it, or the names in a record that has no such text. */
export const texts: Readonly<Record<TableName, readonly string[]>> = {
  api_activity: ['raw'],
  network_activity: ['src_address', 'dst_address', 'interface', 'instance', 'vpc', 'subnet', 'account'],
  dns_activity: ['raw'],
  http_activity: ['raw'],
};

function everywhere(name: string): Columns {
  const columns = [name];
  return { api_activity: columns, network_activity: columns, dns_activity: columns, http_activity: columns };
}
