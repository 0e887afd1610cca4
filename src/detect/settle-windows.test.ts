import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { alerts, findingChanges, type FindingsContext } from '#findings';
import { systemClock } from '#kernel';
import type { Lake } from '#lake';
import type { Store } from '#store';
import type { Delivered } from './detector.ts';
import type { Judge } from './judge.ts';
import { machines } from './machines.ts';
import { madeEvents } from './made-events.ts';
import { openDetector } from './open-detector.ts';
import { judgeOf, openSettling, sources, spanOf, type Settling } from './settling.contract.ts';
import { eventTables, rowOf, scratchTables } from './window-tables.ts';

/** As much of the store as is looked at here. */
type Shown = {
  findings: Record<'id' | 'type' | 'severity' | 'principal' | 'resource', string> &
    Record<'count' | 'first_seen' | 'last_seen', number>;
};

const judge = await judgeOf((text) => /^window:/m.test(text));
/** The two windows that fire here, where it is not about what windows see. */
const fewer = await judgeOf((text) => /^finding: (?:Recon:EC2\/Portscan|Backdoor:EC2\/RegularBeacon)$/m.test(text));

let settling: Settling;
let lake: Lake;
let store: Store;
const tables = [...scratchTables, alerts, findingChanges];

beforeAll(async () => {
  settling = await openSettling(tables);
  ({ lake, store } = settling);
});
beforeEach(() => settling.empty());
afterAll(() => settling[Symbol.asyncDispose]());

/** Brings events as an import would, and lets windows look at their span. */
async function bring(events: readonly Delivered[], detector = openDetector(contextOf(fewer))): Promise<void> {
  for (const table of Object.values(eventTables)) {
    const own = events.filter(({ event }) => event.table === table.name);
    if (own.length > 0) await lake.append(table, own.map(rowOf));
  }
  await detector.settle([spanOf(events)]);
}

const contextOf = (judges: Judge): FindingsContext & { judge: Judge } => ({
  lake,
  store,
  clock: systemClock,
  judge: judges,
});

/** What people are shown: findings with their figures, and the events of each. */
async function shown(): Promise<unknown> {
  const findings = await store.db
    .withTables<Shown>()
    .selectFrom('findings')
    .select(['id', 'type', 'severity', 'principal', 'resource', 'count', 'first_seen', 'last_seen'])
    .orderBy('id')
    .execute();
  const events = await lake.rows(
    'SELECT finding, event_id, principal, resource, matched, raw FROM occurrences ORDER BY finding, event_id',
  );
  const measured = await lake.rows('SELECT finding, time, en, ja FROM alerts FINAL WHERE alive ORDER BY finding, time');
  return { findings, events, measured };
}

/** A scan, somebody who gets answers after all, and ordinary traffic around them. */
const own = { 'interface-id': 'eni-0aaaaaaaaaaaaaaaa', packets: 6, bytes: 900, at: '3h' };
const day = madeEvents(
  [
    {
      flows: 60,
      from: '10.0.1.5',
      to: '10.0.2.9',
      port: '1..60',
      packets: 1,
      bytes: 44,
      action: 'REJECT',
      at: '50m',
      within: '30m',
    },
    { flows: 30, from: '10.0.1.6', to: '10.0.2.9', port: '7001..7030', ...own },
    { flows: 30, from: '10.0.2.9', to: '10.0.1.6', 'from-port': '7001..7030', port: 40_000, ...own },
    { flows: 40, from: '10.0.1.7', to: '203.0.113.9', port: 443, answer: { packets: 9, bytes: 9000 }, within: '5h' },
  ],
  sources,
);

test('events that come late, twice and in any order give the findings of tidy ones', async () => {
  const detector = openDetector(contextOf(judge));
  await bring(day, detector);
  const tidy = await shown();
  // The steady connections of another machine are a finding of their own, of another window.
  expect(tidy).toMatchObject({
    findings: expect.arrayContaining([
      expect.objectContaining({ type: 'Recon:EC2/Portscan', principal: '10.0.1.5', count: 45 }),
    ]),
  });
  const untidy = fc
    .tuple(
      fc.shuffledSubarray([...day], { minLength: day.length, maxLength: day.length }),
      fc.shuffledSubarray([...day], { maxLength: 20 }),
      fc.integer({ min: 1, max: 4 }),
    )
    .map(([all, again, pieces]) => ({
      pieces: Array.from({ length: pieces }, (_, piece) => all.filter((_one, at) => at % pieces === piece)),
      again: again.map((delivered) => ({ ...delivered, file: 'again' })),
    }));
  await fc.assert(
    fc.asyncProperty(untidy, async ({ pieces, again }) => {
      await settling.empty();
      for (const piece of pieces) await bring(piece, detector);
      if (again.length > 0) await bring(again, detector);
      expect(await shown()).toEqual(tidy);
    }),
    { numRuns: 2 },
  );
});

test('the same records from other files show the same events, also where question and answer are of one second', async () => {
  await bring(day);
  const once = await shown();
  for (const file of ['again', 'and again', 'a third time']) {
    await bring(day.map((delivered) => ({ ...delivered, file })));
    expect(await shown()).toEqual(once);
  }
});

test('what late answers disprove is withdrawn, and only that', async () => {
  const asked = day.filter(({ event }) => event.fields['srcaddr'] === '10.0.1.6');
  const answers = day.filter(({ event }) => event.fields['dstaddr'] === '10.0.1.6');
  await bring(asked);
  expect(await shown()).toMatchObject({ findings: [{ principal: '10.0.1.6', count: 25 }] });
  await bring(answers);
  expect(await shown()).toEqual({ findings: [], events: [], measured: [] });
});

test('asked again without new events, nothing is written', async () => {
  await bring(day);
  const before = await lake.rows('SELECT * FROM alerts ORDER BY time, version');
  const changes = await lake.rows('SELECT count() AS n FROM finding_changes');
  await openDetector(contextOf(fewer)).settle([spanOf(day)]);
  expect(await lake.rows('SELECT * FROM alerts ORDER BY time, version')).toEqual(before);
  expect(await lake.rows('SELECT count() AS n FROM finding_changes')).toEqual(changes);
});

test('an end at any write of an evaluation repeats nothing and misses nothing', async () => {
  await bring(day);
  const whole = await shown();
  for (let writes = 0; ; writes += 1) {
    await settling.empty();
    let left = writes;
    const failing: Lake = {
      ...lake,
      append: (...given) => (left-- > 0 ? lake.append(...given) : Promise.reject(new Error('killed'))),
      appendNew: (...given) => (left-- > 0 ? lake.appendNew(...given) : Promise.reject(new Error('killed'))),
    };
    const ended = await bring(day, openDetector({ ...contextOf(fewer), lake: failing })).then(
      () => false,
      () => true,
    );
    await openDetector(contextOf(fewer)).settle([spanOf(day)]);
    expect(await shown()).toEqual(whole);
    if (!ended) break;
    expect(writes).toBeLessThan(20);
  }
});

test('an interface is told by what CloudTrail says of it, also afterwards and after an end in the middle', async () => {
  const scan = day.filter(({ event }) => event.fields['srcaddr'] === '10.0.1.5');
  await bring(scan);
  expect(await shown()).toMatchObject({ findings: [{ principal: '10.0.1.5' }] });
  const eni = { networkInterfaceId: scan[0]?.event.fields['interface-id'], privateIpAddress: '10.0.1.5' };
  const instance = { instanceId: 'i-0123456789abcdef0', networkInterfaceSet: { items: [[eni]] } };
  const call = {
    calls: 1,
    eventSource: 'ec2.amazonaws.com',
    eventName: 'RunInstances',
    responseElements: { instancesSet: { items: [[instance]] } },
    at: '-9h',
  };
  const launch = madeEvents([call], sources);
  const ending = openDetector({ ...contextOf(fewer), lake: endsAfterLearning() });
  await expect(bring(launch, ending)).rejects.toThrow('killed');
  expect(await shown()).toMatchObject({ findings: [{ principal: '10.0.1.5' }] });
  const time = launch[0]?.event.time ?? 0;
  await openDetector(contextOf(fewer)).settle([{ from: time, to: time }], true);
  expect(await shown()).toMatchObject({ findings: [{ principal: 'i-0123456789abcdef0', count: 45 }] });
});

test('a function is told by what CloudTrail says of its interface', async () => {
  const scan = day.filter(({ event }) => event.fields['srcaddr'] === '10.0.1.5');
  const networkInterface = {
    networkInterfaceId: scan[0]?.event.fields['interface-id'],
    privateIpAddress: '10.0.1.5',
    description: 'AWS Lambda VPC ENI-thumbnails-6f1c2a3b-1111-4222-8333-0123456789ab',
  };
  const call = {
    calls: 1,
    eventSource: 'ec2.amazonaws.com',
    eventName: 'CreateNetworkInterface',
    responseElements: { networkInterface },
    at: '1h',
  };
  await bring([...madeEvents([call], sources), ...scan]);
  expect(await shown()).toMatchObject({ findings: [{ type: 'Recon:Lambda/Portscan', principal: 'thumbnails' }] });
});

test('a scan of every day is milder after a week, in whatever order the days come', async () => {
  const line = { flows: 60, from: '10.0.1.5', to: '10.0.2.9', port: '1..60', packets: 1, bytes: 44, action: 'REJECT' };
  const days = Array.from({ length: 8 }, (_, at) => madeEvents([{ ...line, at: `${at * 24}h` }], sources));
  for (const one of days.slice(0, 6)) await bring(one);
  expect(await shown()).toMatchObject({ findings: [{ severity: 'medium' }] });
  for (const one of [7, 6]) await bring(days[one] ?? []);
  expect(await shown()).toMatchObject({ findings: [{ severity: 'low' }] });
  await settling.empty();
  await bring(days.flat());
  expect(await shown()).toMatchObject({ findings: [{ severity: 'low' }] });
});

/** A lake that ends when it has learnt whose interfaces are. */
function endsAfterLearning(): Lake {
  let learnt = false;
  const orEnd = <Result>(work: () => Promise<Result>): Promise<Result> =>
    learnt ? Promise.reject(new Error('killed')) : work();
  return {
    ...lake,
    rows: (...given) => orEnd(() => lake.rows(...given)),
    append: async (table, rows) => {
      await orEnd(() => lake.append(table, rows));
      learnt ||= table.name === machines.name;
    },
  };
}
