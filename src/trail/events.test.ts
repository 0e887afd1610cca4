import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exactJsonText } from '#kernel';
import { openLake, type Lake, type Row } from '#lake';
import { tableNames, tables, type TableName } from '#sources';
import type { EventCondition } from './asking.ts';
import { countEvents, Counting } from './count-events.ts';
import { countEventValues, ValueCounting } from './count-event-values.ts';
import type { EventsContext } from './context.ts';
import { EventSearch, searchEvents, type EventLine } from './search-events.ts';
import { wholeEvent } from './whole-event.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const table = (name: TableName) => ({ name, columns: tables[name], orderBy: ['time'], time: 'time' });
let folder: string;
let lake: Lake;
let context: EventsContext;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-trail-'));
  lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 500, threads: 2 });
  await lake.migrate(tableNames.map(table));
  context = {
    lake,
    clock: { now: () => new Date(noon + 1_000_000) },
    limits: { seconds: 20, memoryMegabytes: 300, rows: 1000 },
    pathsOf: async (ids) => new Map(ids.map((id) => [id, `/logs/${id}`])),
  };
  await lake.append(table('api_activity'), calls.map(callRow));
  await lake.append(table('network_activity'), flows.map(flowRow));
});
afterAll(async () => {
  await lake[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const pick = <T>(list: readonly T[], index: number): T => {
  const one = list[index % list.length];
  if (one === undefined) throw new Error('The list is empty.');
  return one;
};

/** Sixty calls, several in one millisecond, so that pages end in the middle of a moment. */
const calls = Array.from({ length: 60 }, (_, index) => ({
  at: noon + Math.floor(index / 4) * 60_000,
  position: index + 1,
  account: pick(['111122223333', '444455556666'], index),
  principal: pick(['arn:aws:iam::1:user/Rin', 'arn:aws:iam::1:role/deploy', 'データ', "it's"], index),
  action: pick(['GetObject', 'PutObject', 'StopLogging'], index),
  error: pick(['', 'AccessDenied', '', ''], index),
  address: `198.51.100.${index % 7}`,
}));
const flows = Array.from({ length: 20 }, (_, index) => ({
  at: noon + index * 45_000,
  position: index + 1,
  account: '111122223333',
  src: `10.0.0.${index % 3}`,
  dst: '198.51.100.1',
  action: pick(['ACCEPT', 'REJECT'], index),
}));

const callRow = ({ at, position, account, principal, action, error, address }: (typeof calls)[number]): Row => ({
  time: at,
  source: 'cloudtrail',
  id: `call-${position}`,
  file: 'f1',
  position,
  account,
  region: 'us-east-1',
  service: 's3.amazonaws.com',
  action,
  principal,
  error,
  address,
  raw: JSON.stringify({ eventName: action, who: principal, marker: position % 10 }),
});

const flowRow = ({ at, position, account, src, dst, action }: (typeof flows)[number]): Row => ({
  time: at,
  source: 'vpcflow',
  file: 'f2',
  position,
  account,
  interface: 'eni-1',
  src_address: src,
  dst_address: dst,
  action,
});

const span = { from: new Date(noon).toISOString(), to: new Date(noon + 3_600_000).toISOString() };
const search = (asked: object) => searchEvents(EventSearch.parse({ ...span, ...asked }), context);

/** Every page of a search, one after the other. */
async function wholeSearch(asked: object): Promise<EventLine[]> {
  const events: EventLine[] = [];
  let cursor: string | undefined;
  do {
    const page = await search({ ...asked, limit: 23, ...(cursor === undefined ? {} : { cursor }) });
    events.push(...page.events);
    cursor = page.next;
  } while (cursor !== undefined);
  return events;
}

const condition = fc.record({
  property: fc.constantFrom(
    'principal' as const,
    'account' as const,
    'action' as const,
    'address' as const,
    'error' as const,
    'text' as const,
  ),
  operator: fc.constantFrom('=' as const, '!=' as const, ':' as const, '!:' as const),
  values: fc.array(
    fc.constantFrom(
      'rin',
      'DEPLOY',
      'データ',
      "it's",
      '1111',
      '198.51.100.1',
      'stoplogging',
      'accessdenied',
      'eni-1',
      '%',
    ),
    {
      minLength: 1,
      maxLength: 2,
    },
  ),
});

/** What a condition means, said without SQL. */
function fits(texts: Readonly<Record<string, readonly string[] | undefined>>, asked: EventCondition): boolean {
  const held = texts[asked.property] ?? [];
  const holding = asked.property === 'text' || asked.operator.endsWith(':');
  const found = held.some((text) =>
    asked.values.some((value) =>
      holding ? text.toLowerCase().includes(value.toLowerCase()) : text.toLowerCase() === value.toLowerCase(),
    ),
  );
  return asked.operator.startsWith('!') ? !found : found;
}

const everything = [
  ...calls.map((call) => ({
    name: `api_activity ${call.position}`,
    at: call.at,
    texts: {
      principal: [call.principal, '', ''],
      account: [call.account],
      action: [call.action],
      address: [call.address],
      error: [call.error],
      text: [JSON.stringify({ eventName: call.action, who: call.principal, marker: call.position % 10 })],
    },
  })),
  ...flows.map((flow) => ({
    name: `network_activity ${flow.position}`,
    at: flow.at,
    texts: {
      principal: ['', 'eni-1'],
      account: [flow.account],
      action: [flow.action],
      address: [flow.src, flow.dst],
      error: undefined,
      text: [flow.src, flow.dst, 'eni-1', flow.account],
    },
  })),
];

test('a search finds what a reader of every event finds, the newest first, page by page', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(condition, { maxLength: 2 }), async (where) => {
      const expected = everything.filter(({ texts }) => where.every((asked) => fits(texts, asked)));
      const found = await wholeSearch({ where });
      expect(found.map(({ table, position }) => `${table} ${position}`).toSorted()).toEqual(
        expected.map(({ name }) => name).toSorted(),
      );
      const times = found.map(({ time }) => time);
      expect(times).toEqual(times.toSorted().toReversed());
      const counts = await countEvents(Counting.parse({ ...span, where }), context);
      expect(counts.total).toBe(expected.length);
    }),
    { numRuns: 25 },
  );
});

test('counts lie in equal spans that hold their events, with those that were refused', async () => {
  const counts = await countEvents(Counting.parse({ ...span, buckets: 60 }), context);
  expect(counts.seconds).toBe(60);
  expect(counts.spans).toHaveLength(60);
  expect(counts.spans[0]).toEqual({ at: span.from, count: 6, failed: 2 });
  expect(counts.spans.at(-1)).toMatchObject({ count: 0, failed: 0 });
});

test('values are counted over every kind of event', async () => {
  const counted = await countEventValues(ValueCounting.parse({ ...span, by: 'action', limit: 3 }), context);
  expect(counted.values).toEqual([
    { value: 'GetObject', count: 20 },
    { value: 'PutObject', count: 20 },
    { value: 'StopLogging', count: 20 },
  ]);
  const like = await countEventValues(ValueCounting.parse({ ...span, by: 'action', like: 'rej' }), context);
  expect(like.values).toEqual([{ value: 'REJECT', count: 10 }]);
});

test('an event comes whole: as its log wrote it, or by its columns where the log is plain', async () => {
  const [newest] = (await search({ limit: 1, tables: ['api_activity'] })).events;
  if (newest === undefined) throw new Error('There is no call.');
  const { table, time, file, position } = newest;
  const { event, path } = await wholeEvent({ table, time, file, position }, context);
  expect(event).toMatchObject({ eventName: newest.action });
  expect(path).toBe('/logs/f1');
  const [flow] = (await search({ limit: 1, tables: ['network_activity'] })).events;
  const plain = await wholeEvent(
    { table: 'network_activity', time: flow?.time ?? '', file: 'f2', position: flow?.position ?? 0 },
    context,
  );
  expect(plain.event).toMatchObject({ dst_address: '198.51.100.1', interface: 'eni-1' });
  await expect(wholeEvent({ table, time, file, position: 999 }, context)).rejects.toThrow('no event at this place');
});

test('without a time the day is meant that ends with the newest event', async () => {
  const page = await searchEvents(EventSearch.parse({ limit: 1 }), context);
  expect(Date.parse(page.to)).toBe(noon + 19 * 45_000 + 1);
  expect(page.events).toHaveLength(1);
});

test('a page holds the events whole when that is asked for, of every kind', async () => {
  const { events } = await search({ limit: 100, whole: true });
  expect(events).toHaveLength(80);
  for (const { table, time, file, position, event } of events)
    expect(event).toEqual((await wholeEvent({ table, time, file, position }, context)).event);
  expect((await search({ limit: 1 })).events[0]?.event).toBeUndefined();
});

test('what Yagura itself reads can be left out, and never makes the newest day', async () => {
  const call = callRow({ ...pick(calls, 0), at: noon + 2_000_000, position: 500 });
  await lake.append(table('api_activity'), [
    { ...call, id: 'own-read', source: 'yagura', read_only: true },
    { ...call, id: 'own-write', source: 'yagura', read_only: false, position: 501 },
  ]);
  const ids = async (ownReads: boolean) =>
    (await search({ where: [{ property: 'source', operator: '=', values: ['yagura'] }], ownReads })).events.map(
      ({ id }) => id,
    );
  expect(await ids(true)).toEqual(['own-read', 'own-write']);
  expect(await ids(false)).toEqual(['own-write']);
  expect((await countEvents(Counting.parse({ ...span, ownReads: false }), context)).total).toBe(81);
  expect(Date.parse((await searchEvents(EventSearch.parse({}), context)).to)).toBe(noon + 19 * 45_000 + 1);
});

test('a cursor of somebody’s own making is refused with a sentence', async () => {
  await expect(search({ cursor: 'bm9uc2Vuc2U' })).rejects.toThrow('This cursor is none of a page');
});

test('no digit of a number in an event is lost', async () => {
  const raw = '{"eventName":"PutItem","requestParameters":{"size":9007199254740993}}';
  const call = { ...callRow({ ...pick(calls, 0), position: 777 }), id: 'long', raw };
  await lake.append(table('api_activity'), [call]);
  const place = { table: 'api_activity', time: new Date(noon).toISOString(), file: 'f1', position: 777 } as const;
  const { event } = await wholeEvent(place, context);
  expect(exactJsonText(event)).toBe(raw);
});
