// Opens no lake.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore, type Store } from '#store';
import { findingMigrations } from './migrations.ts';
import type { FindingRow, FindingTables } from './tables.ts';
import { placesWithin, typesWithin, type Span } from './totals.ts';

let folder: string;
let store: Store;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-totals-'));
  store = await openStore({ path: join(folder, 'store.db') });
  await store.migrate(findingMigrations);
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const finding = fc.record({
  type: fc.constantFrom('one', 'two'),
  account: fc.constantFrom('', '1', '2'),
  resource: fc.constantFrom('', 'x', 'y'),
  severity_rank: fc.nat(4),
  archived: fc.constantFrom(0, 0, 0, 1),
  first_seen: fc.nat(10),
  lasted: fc.nat(10),
});
const spans = fc
  .tuple(fc.nat(20), fc.nat(8))
  .map(([from, length]) => ({ now: { from, to: from + length }, before: { from: from - length, to: from - 1 } }));

async function filled(parts: readonly Partial<FindingRow>[]): Promise<FindingRow[]> {
  const texts = { rule: '', title_en: '', title_ja: '', severity: '', region: '', source: '', principal: '' };
  const rest = { tactics: '', techniques: '', habit_en: '', habit_ja: '', count: 1, created_at: 0, updated_at: 0 };
  const judged = { verdict: '', verdict_reason: '', verdict_by: '', verdict_at: 0 };
  const own = { type: '', account: '', resource: '', severity_rank: 0, archived: 0, first_seen: 0, last_seen: 0 };
  const rows = parts.map((part, index) => ({ id: `f${index}`, ...texts, ...rest, ...judged, ...own, ...part }));
  const db = store.db.withTables<FindingTables>();
  await db.deleteFrom('findings').execute();
  for (const row of rows) await db.insertInto('findings').values(row).execute();
  return rows;
}

/** Findings that a span holds, to somebody who looks at each. */
const held = (rows: readonly FindingRow[], { from, to }: Span): FindingRow[] =>
  rows.filter((row) => row.archived === 0 && row.last_seen >= from && row.first_seen <= to);

const distinct = (values: readonly string[]): number => new Set(values).size;

test('the totals of two spans are those of a reader who looks at every finding', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(finding, { maxLength: 12 }), spans, async (parts, asked) => {
      const made = parts.map(({ lasted, ...part }) => ({ ...part, last_seen: part.first_seen + lasted }));
      const rows = await filled(made);
      const [now, before] = [held(rows, asked.now), held(rows, asked.before)];
      const places = (some: readonly FindingRow[]): string[] =>
        some.filter(({ resource }) => resource !== '').map(({ account, resource }) => `${account} ${resource}`);
      const accounts = (some: readonly FindingRow[]): string[] => some.map(({ account }) => account);
      expect(await placesWithin(asked, store)).toEqual({
        resources: { now: distinct(places(now)), before: distinct(places(before)) },
        accounts: { now: distinct(accounts(now)), before: distinct(accounts(before)) },
      });
      const told = await typesWithin(asked, store);
      for (const type of ['one', 'two']) {
        const [own, earlier] = [now, before].map((some) => some.filter((row) => row.type === type));
        const row = told.find((one) => one.type === type);
        expect([row?.now ?? 0, row?.before ?? 0]).toEqual([own?.length, earlier?.length]);
        expect(row?.last ?? -1).toBe(Math.max(-1, ...(own ?? []).map(({ last_seen: last }) => last)));
        expect(row?.worst ?? -1).toBe(Math.max(-1, ...(own ?? []).map(({ severity_rank: rank }) => rank)));
      }
    }),
    { numRuns: 40 },
  );
});
