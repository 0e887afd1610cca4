import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { alerts, findingChanges, findingMigrations, occurrences, ruleTallies } from '#findings';
import { systemClock } from '#kernel';
import { openLake, type Lake } from '#lake';
import { allSources, tableNames, tables, type Event, type Source } from '#sources';
import { openStore, type Store } from '#store';
import { openBook } from './book.ts';
import { eventFields, type EventPlace } from './event-fields.ts';
import { firstSentence } from './in-short.ts';
import { recentDays, recentHits } from './recent-hits.ts';
import { RulesInForce } from './in-force.ts';
import { openDetector } from './open-detector.ts';
import { preview } from './preview.ts';
import { detectMigrations } from './tables.ts';
import { windowTables } from './window-tables.ts';
import { endingAfter } from './settling.contract.ts';
import { parseWritten } from './written-rule.ts';

const rule = (name: string, call: string): string => `title: ${name}
id: ${name}
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventName: ${call} }
  condition: selection
level: high
`;
const library = openBook({ own: [{ file: 'stop.yml', text: rule('stopped', 'StopLogging') }], other: [] });
const now = Date.parse('2026-03-10T12:00:00Z');

let folder: string;
let lake: Lake;
let store: Store;
let sources: Source[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-in-force-'));
  lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 500, threads: 2 });
  sources = [...(await allSources())];
  const events = tableNames.map((name) => ({ name, columns: tables[name], orderBy: ['time'], time: 'time' }));
  await lake.migrate([occurrences, findingChanges, alerts, ...windowTables, ...events]);
});
afterAll(async () => {
  await lake[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  store = await openStore({ path: ':memory:' });
  await store.migrate([...findingMigrations, ...detectMigrations]);
});

const open = (data = { lake, store }): Promise<RulesInForce> =>
  RulesInForce.open({
    ...data,
    library,
    sources,
    clock: systemClock,
    detect: (judge) => openDetector({ ...data, judge, clock: systemClock }),
  });

/** Where the newest event stands. */
const searchPlaces = (from: Lake) =>
  from.rows<EventPlace>(
    `SELECT 'api_activity' AS table, formatDateTime(time, '%FT%TZ') AS time, file, position FROM api_activity
     WHERE action = 'MakeKey' ORDER BY time DESC LIMIT 1`,
  );

let number = 0;
/** Judges one call as it streams in; returns how many findings there are then. */
async function after(rules: RulesInForce, call: string): Promise<number> {
  const event: Event = {
    source: 'cloudtrail',
    table: 'api_activity',
    id: `e${number++}`,
    time: now + number,
    fields: { eventName: call },
    columns: { action: call, principal: `who-${number}` },
  };
  await rules.detector.judge([{ event, file: 'f', position: number }]);
  return [...(await ruleTallies(store)).values()].reduce((sum, { findings }) => sum + findings, 0);
}

test('a rule that is switched off finds nothing from then on, also after a start, until it is switched on', async () => {
  const rules = await open();
  expect(await after(rules, 'StopLogging')).toBe(1);
  await rules.turn('stopped', false, 'rin');
  await rules.turn('stopped', false, 'ken');
  expect(await after(rules, 'StopLogging')).toBe(1);
  const again = await open();
  expect(again.isOn('stopped')).toBe(false);
  expect(again.book.claimed('stopped')?.title.en).toBe('stopped');
  expect(await after(again, 'StopLogging')).toBe(1);
  await again.turn('stopped', true, 'rin');
  expect(await after(again, 'StopLogging')).toBe(2);
  await expect(again.turn('nothing', false, 'rin')).rejects.toThrow('There is no rule nothing');
});

test('a rule that was written finds from then on, also after a start, until it is deleted', async () => {
  const rules = await open();
  expect(await after(rules, 'MakeKey')).toBe(0);
  const { id } = await rules.write(rule('made', 'MakeKey'), 'rin');
  expect(rules.isWritten(id)).toBe(true);
  expect(await after(rules, 'MakeKey')).toBe(1);
  expect(await after(rules, 'StopLogging')).toBe(2);
  const again = await open();
  expect(await after(again, 'MakeKey')).toBe(3);
  expect(again.book.textOf(`written/${id}.yml`)).toContain('eventName: MakeKey');
  await again.write(rule('made', 'OtherKey'), 'ken');
  expect(await after(again, 'MakeKey')).toBe(3);
  await again.remove(id);
  expect(await after(again, 'OtherKey')).toBe(3);
  await expect(again.remove('stopped')).rejects.toThrow('There is no rule stopped');
});

test('what is no rule over single events, or takes the place of another, is refused with a sentence', async () => {
  const rules = await open();
  await expect(rules.write('title: x\nlogsource: { product: aws }\n', 'rin')).rejects.toThrow(/Line \d+/);
  await expect(rules.write(rule('stopped', 'Other'), 'rin')).rejects.toThrow('has the id stopped already');
  await expect(rules.write(`${rule('a', 'A')}---\n${rule('b', 'B')}`, 'rin')).rejects.toThrow('Write one Sigma rule');
  expect(parseWritten(rule('x', 'X').replace('id: x\n', '')).id).toMatch(/^[\da-f-]{36}$/);
});

test('a rule is applied to what is in the lake already, once, as if the events streamed in anew', async () => {
  const rules = await open();
  const { id } = await rules.write(rule('kept', 'KeptKey'), 'rin');
  const delivered = (await open()).detector;
  const columns = { action: 'KeptKey', principal: 'who', raw: JSON.stringify({ eventName: 'KeptKey' }) };
  const row = { time: now, source: 'cloudtrail', id: 'k1', file: 'f', position: 7, ...columns };
  await lake.append({ name: 'api_activity', columns: tables.api_activity, orderBy: ['time'], time: 'time' }, [row]);
  const tally = async () => (await ruleTallies(store, id)).get(id);
  expect(await tally()).toBeUndefined();
  expect(await rules.apply(id)).toEqual({ matched: 1, more: false });
  expect(await rules.apply(id)).toEqual({ matched: 1, more: false });
  expect(await tally()).toMatchObject({ findings: 1, seen: 1 });
  const event: Event = {
    source: 'cloudtrail',
    table: 'api_activity',
    id: 'k1',
    time: now,
    fields: { eventName: 'KeptKey' },
    columns,
  };
  await delivered.judge([{ event, file: 'f', position: 7 }]);
  expect(await tally()).toMatchObject({ findings: 1, seen: 1 });
  await rules.turn(id, false, 'rin');
  await expect(rules.apply(id)).rejects.toThrow('This rule is off');
});

test('a preview tells what a rule would have matched in the newest 30 days', async () => {
  const calls = { name: 'api_activity', columns: tables.api_activity, orderBy: ['time'], time: 'time' };
  const row = (days: number, action: string) => ({
    time: now - days * 86_400_000,
    source: 'cloudtrail',
    id: `p${days}${action}`,
    action,
    position: days,
    raw: JSON.stringify({ eventName: action, days }),
  });
  await lake.append(calls, [row(0, 'MakeKey'), row(1, 'MakeKey'), row(1, 'Other'), row(40, 'MakeKey')]);
  const [whole] = (await searchPlaces(lake)) ?? [];
  if (whole === undefined) throw new Error('There is no call.');
  const { fields, logsource } = await eventFields(whole, { lake, sources });
  expect(logsource).toEqual({ product: 'aws', service: 'cloudtrail' });
  expect(fields).toContainEqual({ field: 'eventName', values: ['MakeKey'] });
  const seen = await preview(parseWritten(rule('made', 'MakeKey')).rule, sources, lake);
  expect(seen).toMatchObject({ matched: 2, looked: 4, days: [{ count: 1 }, { count: 1 }] });
  expect(seen.examples[0]?.event).toEqual({ eventName: 'MakeKey', days: 0 });
  const byField = rule('old', 'MakeKey').replace('eventName: MakeKey', 'eventName: MakeKey, days: 1');
  expect((await preview(parseWritten(byField).rule, sources, lake)).matched).toBe(1);
  const hits = await recentHits(sources, lake);
  expect(hits.get('stopped')).toBeGreaterThan(0);
  const days30 = await recentDays('stopped', sources, lake);
  expect(days30.reduce((sum, { count }) => sum + count, 0)).toBe(hits.get('stopped'));
});

test('a rule whose application to the past was cut off anywhere is applied by the next start', async () => {
  const row = { time: now, source: 'cloudtrail', file: 'f', position: 1, action: 'CutKey', principal: 'who' };
  const calls = { name: 'api_activity', columns: tables.api_activity, orderBy: ['time'], time: 'time' };
  await lake.append(calls, [{ ...row, id: 'cut', raw: JSON.stringify({ eventName: 'CutKey' }) }]);
  // The first write says that it begins; the last one would have said that it is over.
  for (const writes of [1, 2, 3, 4]) {
    const { id } = await (await open()).write(rule(`cut-${writes}`, 'CutKey'), 'rin');
    const killed = await open(endingAfter(writes, { lake, store }));
    await expect(killed.apply(id)).rejects.toThrow('killed');
    const next = await open();
    await next.finishApplying();
    expect((await ruleTallies(store, id)).get(id), `after ${writes}`).toMatchObject({ findings: 1, seen: 1 });
    await next.remove(id);
  }
  const { id } = await (await open()).write(rule('cut-off', 'CutKey'), 'rin');
  await expect((await open(endingAfter(1, { lake, store }))).apply(id)).rejects.toThrow('killed');
  const next = await open();
  await next.turn(id, false, 'rin');
  await next.finishApplying();
  await next.turn(id, true, 'rin');
  await next.finishApplying();
  expect((await ruleTallies(store, id)).get(id), 'switched off meanwhile').toBeUndefined();
});

test('what a rule says in short ends with its first sentence', () => {
  expect(firstSentence('One call to ec2.amazonaws.com\n stopped it. Trails are rare.')).toBe(
    'One call to ec2.amazonaws.com stopped it.',
  );
  expect(firstSentence('1 回の呼び出しで証跡が停止しました。手がかりです。')).toBe(
    '1 回の呼び出しで証跡が停止しました。',
  );
  expect(firstSentence('No end')).toBe('No end');
});

test('of more events than a rule may find in the past the newest are taken, and that there are more is said', async () => {
  const rules = await open();
  const { id } = await rules.write(rule('many', 'ManyKey'), 'rin');
  const row = { source: 'cloudtrail', file: 'many', action: 'ManyKey', principal: 'who', account: '111122223333' };
  const raw = JSON.stringify({ eventName: 'ManyKey' });
  const rows = Array.from({ length: 10_001 }, (_, at) => ({ ...row, time: now + at, id: `m${at}`, position: at, raw }));
  await lake.append({ name: 'api_activity', columns: tables.api_activity, orderBy: ['time'], time: 'time' }, rows);
  expect(await rules.apply(id)).toEqual({ matched: 10_000, more: true });
  expect((await ruleTallies(store, id)).get(id)).toMatchObject({ findings: 1, seen: 10_000 });
});
