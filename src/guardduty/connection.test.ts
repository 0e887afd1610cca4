// Opens no lake.
import { expect, test } from 'vitest';
import { connectionOf } from './connection.ts';
import { isServerPort, portName } from './ports.ts';
import { remoteAddressOf } from './remote-of.ts';

const [own, stranger] = ['10.0.1.5', '203.0.113.9'];
const flow = (said: Record<string, unknown>) => ({
  srcaddr: own,
  dstaddr: stranger,
  srcport: '50000',
  dstport: '443',
  protocol: '6',
  action: 'ACCEPT',
  ...said,
});
const back = { srcaddr: stranger, dstaddr: own, srcport: '443', dstport: '50000' };

test('our end is what the log says', () => {
  expect(connectionOf(flow({ 'flow-direction': 'egress' })).local).toEqual({ address: own, port: 50_000 });
  expect(connectionOf(flow({ 'flow-direction': 'ingress' })).local).toEqual({ address: stranger, port: 443 });
});

test('without a direction it is the private one, and between two private ones the one that is no server', () => {
  expect(connectionOf(flow({})).remote.address).toBe(stranger);
  expect(connectionOf(flow(back)).remote.address).toBe(stranger);
  expect(connectionOf(flow({ dstaddr: '10.0.1.6' })).local.address).toBe(own);
  expect(
    connectionOf(flow({ srcaddr: '10.0.1.6', dstaddr: own, srcport: '443', dstport: '50000' })).local.address,
  ).toBe(own);
});

test('addresses behind a gateway are those of the packets', () => {
  const seen = connectionOf(flow({ 'flow-direction': 'egress', 'pkt-dstaddr': '198.51.100.7' }));
  expect(seen.remote.address).toBe('198.51.100.7');
});

test.each([
  ['a first packet that we sent', flow({ 'tcp-flags': '2' }), 'OUTBOUND'],
  ['an answer to a first packet that we sent', flow({ ...back, 'tcp-flags': '18' }), 'OUTBOUND'],
  ['a first packet that came', flow({ ...back, srcport: '50000', dstport: '22', 'tcp-flags': '2' }), 'INBOUND'],
  ['our answer to one that came', flow({ srcport: '22', dstport: '50000', 'tcp-flags': '19' }), 'INBOUND'],
  ['no flags, towards a server', flow({}), 'OUTBOUND'],
  ['no flags, from a server', flow(back), 'OUTBOUND'],
  ['no flags, our port is the server', flow({ srcport: '22', dstport: '50000' }), 'INBOUND'],
  ['no flags, two ports of clients', flow({ dstport: '50001' }), 'UNKNOWN'],
  ['no ports', flow({ srcport: '-', dstport: '-', protocol: '1' }), 'UNKNOWN'],
])('who began is told by flags, else by ports: %s', (_, record, direction) => {
  expect(connectionOf(record).direction).toBe(direction);
});

test('protocols have names where people know them', () => {
  expect(['1', '6', '17', '58', '47'].map((protocol) => connectionOf(flow({ protocol })).protocol)).toEqual([
    'ICMP',
    'TCP',
    'UDP',
    'ICMPv6',
    '47',
  ]);
  expect([connectionOf(flow({})).rejected, connectionOf(flow({ action: 'REJECT' })).rejected]).toEqual([false, true]);
});

test('a port of servers is below 1024, or known', () => {
  expect([22, 1023, 3306, 27_017].every(isServerPort)).toBe(true);
  expect([1024, 50_000].some(isServerPort)).toBe(false);
  expect([portName(22), portName(1)]).toEqual(['SSH', 'Unknown']);
});

test('the address on the other side is where each log has it', () => {
  expect(remoteAddressOf({ table: 'network_activity', fields: flow({}) })).toBe(stranger);
  expect(remoteAddressOf({ table: 'api_activity', fields: { sourceIPAddress: stranger } })).toBe(stranger);
  expect(remoteAddressOf({ table: 'http_activity', fields: { httpRequest: { clientIp: stranger } } })).toBe(stranger);
  expect(remoteAddressOf({ table: 'dns_activity', fields: { srcaddr: own } })).toBe('');
});
