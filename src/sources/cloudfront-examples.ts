import { fullFormat } from './cloudfront-line.ts';
import type { Example } from './source.ts';

const values: Readonly<Record<string, string>> = {
  date: '2026-05-01',
  time: '09:30:00',
  'x-edge-location': 'NRT57-C2',
  'sc-bytes': '675',
  'c-ip': '203.0.113.7',
  'cs-method': 'GET',
  'cs(Host)': 'd111111abcdef8.cloudfront.net',
  'cs-uri-stem': '/caf%C3%A9',
  'sc-status': '304',
  'cs(User-Agent)': 'Mozilla/5.0%20(X11;%20Linux)',
  'cs-uri-query': 'a=1',
  'cs(Cookie)': 'session=1',
  'x-edge-result-type': 'Miss',
  'x-edge-request-id': 'EXAMPLE-1==',
  'x-host-header': 'www.example.com',
  'cs-bytes': '536',
  'time-taken': '0.623',
  'ssl-protocol': 'TLSv1.3',
  'c-port': '12812',
};

const lineOf = (names: readonly string[]): string => names.map((name) => values[name] ?? '-').join('\t');

const ofLine = {
  id: 'EXAMPLE-1==',
  time: '2026-05-01T09:30:00.000Z',
  resource: 'd111111abcdef8.cloudfront.net',
  client_address: '203.0.113.7',
  client_port: 12_812,
  method: 'GET',
  host: 'www.example.com',
  path: '/café',
  query: 'a=1',
  status: 304,
  action: 'Miss',
  bytes_in: 536,
  bytes_out: 675,
  milliseconds: 623,
  agent: 'Mozilla/5.0 (X11; Linux)',
  referer: '',
  tls: 'TLSv1.3',
};

const few = ['date', 'time', 'x-edge-location', 'c-ip', 'sc-status'];

/** Lines of a distribution's standard logs. */
export const cloudFrontExamples: readonly Example[] = [
  {
    name: 'version 1, with its header',
    input: `#Version: 1.0\n#Fields: ${fullFormat.join(' ')}\n${lineOf(fullFormat)}\n`,
    events: [ofLine],
  },
  { name: 'version 1, whose header was lost', input: `${lineOf(fullFormat)}\n`, events: [ofLine] },
  {
    name: 'files put together, each with a header of its own',
    input: `#Version: 1.0\n#Fields: ${few.join(' ')}\n${lineOf(few)}\n#Version: 1.0\n#Fields: ${fullFormat.join(' ')}\n${lineOf(fullFormat)}\n`,
    events: [{ client_address: '203.0.113.7', status: 304, path: '' }, ofLine],
  },
  {
    name: 'version 2 with its time as a number alone',
    input: `${JSON.stringify({ 'timestamp(ms)': '1777627800000', 'c-ip': '203.0.113.7', 'x-edge-request-id': 'r' })}\n`,
    events: [{ id: 'r', time: '2026-05-01T09:30:00.000Z', client_address: '203.0.113.7' }],
  },
  {
    name: 'version 2 under the names that Parquet allows',
    input: `${JSON.stringify({ timestamp_ms: 1_777_627_800_000, c_ip: '203.0.113.7', cs_user_agent: 'x', x_edge_request_id: 'r' })}\n`,
    events: [{ id: 'r', time: '2026-05-01T09:30:00.000Z', client_address: '203.0.113.7', agent: 'x' }],
  },
  { name: 'version 2 as JSON', input: `${JSON.stringify(values)}\n`, events: [ofLine] },
];
