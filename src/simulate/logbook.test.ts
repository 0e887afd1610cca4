import { expect, it } from 'vitest';
import { ownJson } from '#kernel';
import { channelOf, watchersOf } from './channels.ts';
import { Resolver } from './dns.ts';
import { fileOf, type SimulatedFile } from './files.ts';
import { Logbook } from './logbook.ts';
import { networkInterface, vpcs } from './network.ts';
import { planOf } from './options.ts';
import { Random } from './random.ts';

const start = Date.parse('2026-11-23T00:00:00Z');
const hour = 3_600_000;
const trail = channelOf({ kind: 'CloudTrail', account: '111122223333', region: 'eu-west-1' });
const recordsOf = ({ content }: SimulatedFile): unknown => ownJson<{ Records: unknown }>(content).Records;

it('delivers what is due in the order of time, and keeps what is later', () => {
  const logbook = new Logbook(1);
  for (const [at, text] of [
    [3, '"later"'],
    [1, '"second"'],
    [0, '"first"'],
  ] as const)
    logbook.write(trail, start + at * hour, text);
  const [file, ...more] = logbook.deliver(start + 2 * hour, true);
  expect(more).toEqual([]);
  expect(file && recordsOf(file)).toEqual(['first', 'second']);
  expect([...logbook.deliver(start + 2 * hour, true)]).toEqual([]);
  const [rest] = logbook.deliver(start + 4 * hour, true);
  expect(rest && recordsOf(rest)).toContain('later');
});

it('fills a file, or waits a day for it', () => {
  const logbook = new Logbook(1);
  logbook.write(trail, start, '1');
  expect([...logbook.deliver(start + 23 * hour)]).toEqual([]);
  expect([...logbook.deliver(start + 24 * hour)]).toHaveLength(1);
  for (let record = 0; record < 200; record += 1) logbook.write(trail, start + 25 * hour, '1');
  expect([...logbook.deliver(start + 26 * hour)]).toHaveLength(1);
});

it('gives each channel files of its own, and knows one channel by its parts', () => {
  const other = channelOf({ kind: 'CloudTrail', account: '111122223333', region: 'eu-west-2' });
  expect(channelOf({ ...trail })).toBe(trail);
  expect(other).not.toBe(trail);
  const logbook = new Logbook(1);
  logbook.write(trail, start, '1');
  logbook.write(other, start, '2');
  expect([...logbook.deliver(start + hour, true)].map(recordsOf)).toEqual([[1], [2]]);
});

it('names a file as AWS does, by the minute in which it is delivered', () => {
  const { path } = fileOf(trail, start + 65 * 60_000, ['{}'], new Random('x'));
  expect(path).toMatch(
    /^AWSLogs\/111122223333\/CloudTrail\/eu-west-1\/2026\/11\/23\/111122223333_CloudTrail_eu-west-1_20261123T0105Z_[A-Za-z0-9]{16}\.json\.gz$/,
  );
});

const machine = networkInterface(vpcs.production, 'test', {
  tier: 'app',
  address: '10.20.1.5',
  instance: 'i-0123abcd',
});

function resolverWith(logbook: Logbook) {
  const resolver = new Resolver(logbook, new Random('dns'));
  const queries = () =>
    [...logbook.deliver(start + 100 * hour, true)]
      .flatMap(({ content }) => content.trim().split('\n'))
      .map((line) => ownJson<{ query_name: string; query_type: string; rcode: string; srcids: unknown }>(line));
  return { resolver, queries };
}

it('logs a query before it gives out an address, and none while the answer is remembered', () => {
  const { resolver, queries } = resolverWith(new Logbook(1));
  const address = resolver.resolve(machine, 'api.payments.example', start);
  expect(['203.0.113.140', '203.0.113.141']).toContain(address);
  expect(resolver.resolve(machine, 'api.payments.example', start + 59_999)).toBe(address);
  const asked = queries().filter(({ query_type }) => query_type === 'A');
  expect(asked).toMatchObject([
    { query_name: 'api.payments.example.', rcode: 'NOERROR', srcids: { instance: 'i-0123abcd' } },
  ]);
  resolver.resolve(machine, 'api.payments.example', start + 60_000);
  resolver.resolve({ ...machine, eni: 'another' }, 'api.payments.example', start + 60_000);
  expect(queries().filter(({ query_type }) => query_type === 'A')).toHaveLength(2);
});

it('says of a name that there is not that there is not', () => {
  const { resolver, queries } = resolverWith(new Logbook(1));
  resolver.fail(machine, 'nowhere.example', start);
  expect(queries()).toMatchObject([{ query_name: 'nowhere.example.', rcode: 'NXDOMAIN' }]);
});

it('watches an interface with one flow log and one query log, those of its network', () => {
  const { flows, queries } = watchersOf(machine);
  expect([flows.kind, queries.kind, queries.resource]).toEqual(['vpcflowlogs', 'vpcdnsquerylogs', vpcs.production.id]);
  expect(watchersOf(machine).flows).toBe(flows);
});

it.each([
  [{ days: 0 }, 'days 0'],
  [{ days: 401 }, 'days 401'],
  [{ days: Number.NaN }, 'days NaN'],
  [{ size: { factor: 0 } }, 'factor 0'],
  [{ size: { factor: 1001 } }, 'factor 1001'],
  [{ until: new Date(Number.NaN) }, 'until'],
])('makes no simulation of %j', (said, told) => {
  expect(() => planOf({ seed: 1, until: new Date(start), ...said })).toThrow(told);
});

it('begins at a full hour, as many days before its end as were asked for', () => {
  const plan = planOf({ seed: 1, days: 2, until: new Date(start + 90 * 60_000) });
  expect([plan.start, plan.until, plan.factor]).toEqual([start - 47 * hour, start + 90 * 60_000, 1]);
});
