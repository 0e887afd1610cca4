import { expect, test } from 'vitest';
import { connect, oneWay, type FarEnd } from './conversation.ts';
import type { Flow, NetworkInterface, Vpc } from './network.ts';
import { Random } from './random.ts';
import type { Stage } from './stage.ts';

const on = (eni: string, address: string): NetworkInterface => ({
  eni,
  address,
  account: '1',
  region: 'r',
  vpc: 'v',
  subnet: 's',
  zone: 'z',
});
const [own, other, nat] = [on('own', '10.0.0.1'), on('other', '10.0.0.2'), on('nat', '10.0.9.9')];
const far: FarEnd = { address: '198.51.100.7', port: 443, sent: 1200, received: 60_000 };

/** What is logged where; only what a stage draws and logs is needed of one. */
function logged(to: FarEnd) {
  const flows: [string, Flow][] = [];
  const stage: Pick<Stage, 'random' | 'flow'> = {
    random: new Random('a test'),
    flow: ({ eni }, flow) => void flows.push([eni, flow]),
  };
  connect(stage, own, to, 5000);
  return flows;
}

test('both directions are logged, with their ports turned round and what each carried', () => {
  const flows = logged(far);
  expect(flows.map(([eni]) => eni)).toEqual(['own', 'own']);
  const [out, back] = flows.map(([, flow]) => flow);
  expect(out).toMatchObject({
    from: '10.0.0.1',
    to: '198.51.100.7',
    toPort: 443,
    flags: 3,
    time: 5000,
    protocol: 6,
    way: 8,
  });
  expect(back).toMatchObject({
    from: '198.51.100.7',
    to: '10.0.0.1',
    fromPort: 443,
    toPort: out?.fromPort,
    flags: 19,
    seconds: out?.seconds,
  });
  expect([(out?.bytes ?? 0) >= 1200, (back?.bytes ?? 0) >= 60_000]).toEqual([true, true]);
});

test('an end that is ours logs both too, within the VPC', () => {
  const flows = logged({ ...far, address: other.address, on: other });
  expect(flows.map(([eni, { way }]) => [eni, way])).toEqual([
    ['own', 1],
    ['other', 1],
    ['own', 1],
    ['other', 1],
  ]);
});

test('a service behind the address is named in both directions', () => {
  expect(logged({ ...far, service: 'S3' }).map(([, { service }]) => service)).toEqual(['S3', 'S3']);
  expect(logged(far).map(([, { service }]) => service)).toEqual([undefined, undefined]);
});

test('a NAT gateway in between logs that it was asked and that it asked', () => {
  const vpc: Vpc = { id: 'v', account: '1', region: 'r', prefix: '10.0', nat };
  const flows = logged({ ...far, through: vpc }).filter(([eni]) => eni === 'nat');
  expect(flows.map(([, { from, to, finalTo }]) => [from, to, finalTo])).toEqual([
    ['10.0.0.1', '10.0.9.9', '198.51.100.7'],
    ['10.0.9.9', '198.51.100.7', undefined],
  ]);
});

test('bytes come in packets of at most 1,200, at least four, each with its head', () => {
  const packets = (bytes: number) =>
    oneWay('a', 'b', { time: 0, seconds: 1, fromPort: 1, toPort: 2, bytes, flags: 3, way: 1 });
  expect([packets(1), packets(4801), packets(12_000)].map((flow) => [flow.packets, flow.bytes])).toEqual([
    [4, 161],
    [5, 5001],
    [10, 12_400],
  ]);
});
