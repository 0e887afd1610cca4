import type { Example } from './source.ts';

const query = {
  version: '1.100000',
  account_id: '111122223333',
  region: 'eu-west-1',
  vpc_id: 'vpc-1',
  query_timestamp: '2026-05-01T09:30:00Z',
  query_name: 'Login.Example.COM.',
  query_type: 'A',
  query_class: 'IN',
  rcode: 'NOERROR',
  answers: [
    { Rdata: 'edge.example.net.', Type: 'CNAME', Class: 'IN' },
    { Rdata: '203.0.113.80', Type: 'A', Class: 'IN' },
  ],
  srcaddr: '10.0.1.20',
  srcport: '41772',
  transport: 'UDP',
  srcids: { instance: 'i-0a1b2c3d' },
};

const ofQuery = {
  time: '2026-05-01T09:30:00.000Z',
  account: '111122223333',
  vpc: 'vpc-1',
  src_address: '10.0.1.20',
  src_port: 41_772,
  instance: 'i-0a1b2c3d',
  query: 'login.example.com',
  query_type: 'A',
  rcode: 'NOERROR',
  answers: ['edge.example.net.', '203.0.113.80'],
  transport: 'UDP',
  firewall_action: '',
};

/** Queries that the resolver of a VPC was asked. */
export const resolverExamples: readonly Example[] = [
  { name: 'a query with its answers', input: `${JSON.stringify(query)}\n`, events: [ofQuery] },
  {
    name: 'a query that the DNS firewall blocked, about the root',
    input: `${JSON.stringify({ ...query, query_name: '.', answers: [], rcode: 'NXDOMAIN', firewall_rule_action: 'BLOCK' })}\n`,
    events: [{ query: '.', answers: [], rcode: 'NXDOMAIN', firewall_action: 'BLOCK' }],
  },
  {
    name: 'a message of a CloudWatch Logs subscription',
    input: JSON.stringify({
      messageType: 'DATA_MESSAGE',
      logEvents: [{ id: '1', timestamp: 1, message: JSON.stringify(query) }],
    }),
    events: [ofQuery],
  },
];
