import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { events, type EventCounts } from '../src/findings/event-counts.ts';
import { eventTables } from '../src/ingest/tables.ts';
import { openLake, type Lake } from '#lake';

// The engine keeps sums for the Summary; counting the rows themselves is the oracle of what they must give.

const table = eventTables.api_activity;
const hour = 3_600_000;
const noon = Date.parse('2026-03-10T12:00:00Z');
let folder: string;
let lake: Lake;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-counts-'));
  lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 500, threads: 2 });
  await lake.migrate(Object.values(eventTables));
});
afterAll(async () => {
  await lake[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

interface Counted {
  readonly source: string;
  readonly time: number;
  readonly account: string;
}

const time = fc.oneof(
  fc.integer({ min: -60 * hour, max: 60 * hour }).map((at) => noon + at),
  fc.integer({ min: -3, max: 3 }).map((hours) => noon + hours * hour), // whole hours, and the ends of spans
  fc.constantFrom(Date.UTC(1950, 5, 1, 3), Date.UTC(2200, 5, 1)),
);
const row = fc.record({ source: fc.constantFrom('cloudtrail', 'other'), time, account: fc.constantFrom('1', '2') });
const span = fc
  .tuple(time, time, fc.constantFrom(0, -1))
  .map(([one, other, more]) => ({ from: Math.min(one, other), to: Math.max(one, other) + more }));

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** What the rows themselves say. */
function naive(rows: readonly Counted[], { from, to }: { from: number; to: number }): EventCounts[] {
  const groups = new Map<string, Counted[]>();
  for (const one of rows.filter(({ time: at }) => at >= from && at <= to)) {
    const key = `${one.source} ${dayOf(one.time)}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].map(([key, some]) => ({
    source: key.split(' ')[0] ?? '',
    day: key.split(' ')[1] ?? '',
    count: some.length,
    first: Math.min(...some.map((one) => one.time)),
    last: Math.max(...some.map((one) => one.time)),
    accounts: [...new Set(some.map(({ account }) => account))],
  }));
}

/** In one order. */
const comparable = (counts: readonly EventCounts[]): EventCounts[] =>
  counts
    .map((one) => ({ ...one, accounts: one.accounts.toSorted() }))
    .toSorted((one, other) => `${one.source} ${one.day}`.localeCompare(`${other.source} ${other.day}`));

test('the counts of the Summary are those of the rows: late, doubled, taken out and dropped ones too', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), span, time, async (rows, asked, before) => {
      await lake.client.command({ query: `TRUNCATE TABLE ${table.name}` });
      const numbered = rows.map((one, index) => ({ ...one, id: `event-${index}` }));
      const [early, late] = [numbered.slice(0, rows.length / 2), numbered.slice(rows.length / 2)];
      for (const batch of [late, early, late]) await lake.appendNew(table, batch, ['time', 'id']);
      const same = async (kept: readonly Counted[]): Promise<void> => {
        const earlier = { from: asked.from - (asked.to - asked.from), to: asked.from - 1 };
        const counts = await events({ now: asked, before: earlier }, lake);
        expect(comparable(counts.now)).toEqual(comparable(naive(kept, asked)));
        expect(counts.before).toBe(kept.filter((one) => one.time >= earlier.from && one.time <= earlier.to).length);
      };
      await same(numbered);
      const query = `ALTER TABLE ${table.name} DELETE WHERE id = 'event-0' SETTINGS mutations_sync = 2`;
      await lake.client.command({ query });
      await same(numbered.slice(1));
      await lake.retain(table, new Date(before));
      await same(numbered.slice(1).filter((one) => one.time >= before));
    }),
    { numRuns: 8 },
  );
});
