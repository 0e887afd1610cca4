import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLake, type Lake } from '#lake';
import { openStore, type Store } from '#store';
import { madeClaim } from './made-claim.contract.ts';
import { findingIdOf } from './claim.ts';
import { findingMigrations } from './migrations.ts';
import { record } from './record.ts';
import { regrade, type Graded } from './regrade.ts';
import { rowsById } from './rows-by-id.ts';
import { findingChanges, occurrences } from './tables.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const claim = madeClaim(noon, { severity: 'high' });
const id = findingIdOf(claim);
let now = noon;
const clock = { now: () => new Date(now) };
let folder: string;
let lake: Lake;
let store: Store;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-regrade-'));
  lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 500, threads: 2 });
  store = await openStore({ path: join(folder, 'store.db') });
  await lake.migrate([occurrences, findingChanges]);
  await store.migrate(findingMigrations);
  await record([claim], { lake, store, clock });
});
afterAll(async () => {
  await lake[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** Grades the finding; its row afterwards, and how many changes its history has. */
async function graded(grade: Graded) {
  now += 1000;
  await regrade(
    new Map([
      ['of-nobody', grade],
      [id, grade],
    ]),
    { lake, store, clock },
  );
  const row = (await rowsById([id], store)).get(id);
  const [changes] = await lake.rows<{ count: string }>(`SELECT count() AS count FROM ${findingChanges.name}`);
  return {
    severity: row?.severity,
    rank: row?.severity_rank,
    habit: [row?.habit_en, row?.habit_ja],
    writtenAgo: now - Number(row?.updated_at),
    changes: Number(changes?.count),
  };
}

test('a finding becomes as grave as is said, with the reason, and only a change of that is written down', async () => {
  const habit = { en: 'The same happens each day.', ja: '毎日同じことが起きています。' };
  const [none, said] = [
    ['', ''],
    [habit.en, habit.ja],
  ];
  expect(await graded({ severity: 'high' })).toMatchObject({ severity: 'high', habit: none, changes: 1 });
  const milder = { severity: 'low', rank: 1, habit: said, changes: 2 };
  expect(await graded({ severity: 'low', habit })).toEqual({ ...milder, writtenAgo: 0 });
  expect(await graded({ severity: 'low', habit })).toEqual({ ...milder, writtenAgo: 1000 });
  expect(await graded({ severity: 'low' })).toEqual({ ...milder, habit: none, writtenAgo: 0 });
  expect(await graded({ severity: 'high' })).toEqual({
    severity: 'high',
    rank: 3,
    habit: none,
    changes: 3,
    writtenAgo: 0,
  });
});
