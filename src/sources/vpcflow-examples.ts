import type { Example } from './source.ts';

const line = '2 111122223333 eni-0a1b2c3d 198.51.100.9 10.0.1.20 51514 22 6 12 1840 1777627800 1777627860 ACCEPT OK';

const ofLine = {
  id: '',
  time: '2026-05-01T09:30:00.000Z',
  end_time: Date.parse('2026-05-01T09:31:00Z'),
  account: '111122223333',
  interface: 'eni-0a1b2c3d',
  src_address: '198.51.100.9',
  dst_address: '10.0.1.20',
  src_port: 51_514,
  dst_port: 22,
  protocol: 6,
  packets: 12,
  bytes: 1840,
  action: 'ACCEPT',
  status: 'OK',
};

/** What a file of flow records may look like and what comes of it; run by the content test. */
export const vpcFlowExamples: readonly Example[] = [
  { name: 'the default format, without a header', input: `${line}\n`, events: [ofLine] },
  {
    name: 'the default format, with a header',
    input: `version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status\n${line}\n`,
    events: [ofLine],
  },
  {
    name: 'fields in any order, and another header further down',
    input: [
      'srcaddr dstaddr start end vpc-id flow-direction tcp-flags traffic-path pkt-dst-aws-service',
      '10.0.1.20 203.0.113.80 1777627800 1777627860 vpc-1 egress 2 8 S3',
      'start end dstaddr srcaddr reject-reason',
      '1777627800 1777627860 2001:db8::1 2001:db8::2 BPA',
    ].join('\n'),
    events: [
      {
        src_address: '10.0.1.20',
        dst_address: '203.0.113.80',
        vpc: 'vpc-1',
        direction: 'egress',
        tcp_flags: 2,
        extra: { 'traffic-path': '8', 'pkt-dst-aws-service': 'S3' },
      },
      { src_address: '2001:db8::2', dst_address: '2001:db8::1', extra: { 'reject-reason': 'BPA' } },
    ],
  },
  {
    name: 'a format as create-flow-logs takes it, with a field that nobody knows',
    input: '${version} ${srcaddr} ${dstaddr} ${start} ${brand-new}\n5 192.0.2.1 192.0.2.2 1777627800 shiny\n',
    events: [{ src_address: '192.0.2.1', dst_address: '192.0.2.2', extra: { 'brand-new': 'shiny' } }],
  },
  {
    name: 'windows without data, and windows that were skipped',
    input: [
      '2 111122223333 eni-0a1b2c3d - - - - - - - 1777627800 1777627860 - NODATA',
      '2 111122223333 eni-0a1b2c3d - - - - - - - 1777627800 1777627860 - SKIPDATA',
    ].join('\n'),
    events: [
      { status: 'NODATA', interface: 'eni-0a1b2c3d', time: ofLine.time },
      { status: 'SKIPDATA', interface: 'eni-0a1b2c3d', time: ofLine.time },
    ],
  },
  {
    name: 'a message of a CloudWatch Logs subscription',
    input: JSON.stringify({
      messageType: 'DATA_MESSAGE',
      logEvents: [{ id: '1', timestamp: 1777627800000, message: line }],
    }),
    events: [ofLine],
  },
  {
    name: 'messages as Firehose writes them, without line ends',
    input: JSON.stringify({ message: line }) + JSON.stringify({ message: line }),
    events: [ofLine, ofLine],
  },
  {
    name: 'rows of a query engine as JSON lines',
    input: `${JSON.stringify({ version: 2, account_id: '111122223333', interface_id: 'eni-0a1b2c3d', srcaddr: '198.51.100.9', dstaddr: '10.0.1.20', srcport: 51_514, dstport: 22, protocol: 6, packets: 12, bytes: 1840, start: 1777627800, end: 1777627860, action: 'ACCEPT', log_status: 'OK' })}\n`,
    events: [ofLine],
  },
  {
    name: 'a Transit Gateway flow log',
    input: [
      'version resource-type account-id tgw-id tgw-src-vpc-id srcaddr dstaddr srcport dstport protocol packets bytes start end log-status',
      '6 TransitGateway 111122223333 tgw-1 vpc-9 10.1.0.1 10.2.0.2 40000 443 6 5 600 1777627800 1777627860 OK',
    ].join('\n'),
    events: [
      {
        src_address: '10.1.0.1',
        dst_port: 443,
        extra: { 'resource-type': 'TransitGateway', 'tgw-id': 'tgw-1', 'tgw-src-vpc-id': 'vpc-9' },
      },
    ],
  },
];
