// Opens no lake.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { levels } from '#attack';
import { localCaller } from '#aws';
import { openStore, type Store } from '#store';
import { Condition } from './conditions.ts';
import { Counting, countValues } from './count-values.ts';
import { findingSeen, withinOwn } from './own-account.ts';
import { place, Sought } from './place.ts';
import { rank, Ranking } from './rank.ts';
import { knownBy, search, Search } from './search.ts';
import { findingMigrations } from './migrations.ts';
import type { FindingRow, FindingTables } from './tables.ts';

let folder: string;
let store: Store;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-lists-'));
  store = await openStore({ path: join(folder, 'store.db') });
  await store.migrate(findingMigrations);
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const words = ['deploy', 'Deploy-1', '100%', 'a_b', '', 'データ', 'ÄRGER', 'Ｑ1'];
const row = fc.record({
  severity_rank: fc.nat(4),
  account: fc.constantFrom('111122223333', '444455556666', ''),
  principal: fc.constantFrom(...words),
  tactics: fc.constantFrom('discovery', 'defense-evasion discovery', ''),
  verdict: fc.constantFrom('', 'true', 'benign', 'false'),
  count: fc.integer({ min: 1, max: 5 }),
  last_seen: fc.integer({ min: 1000, max: 1005 }),
  archived: fc.constantFrom(0, 1),
});

function rowOf(id: string, part: Partial<FindingRow>): FindingRow {
  const level = levels[part.severity_rank ?? 0] ?? 'low';
  const texts = {
    rule: 'r',
    type: 't',
    title_en: '',
    title_ja: '',
    region: '',
    source: '',
    resource: '',
    techniques: '',
    habit_en: '',
    habit_ja: '',
  };
  const judged = { verdict_reason: '', verdict_by: '', verdict_at: 0 };
  const times = { first_seen: 1000, created_at: 1000, updated_at: 1000, last_seen: 1000 };
  const rest = { account: '', principal: '', tactics: '', verdict: '', count: 1, archived: 0, severity_rank: 0 };
  return { id, severity: level, ...texts, ...judged, ...times, ...rest, ...part };
}

async function filled(parts: readonly Partial<FindingRow>[]): Promise<FindingRow[]> {
  const rows = parts.map((part, index) => rowOf(`f${String(index).padStart(3, '0')}`, part));
  const db = store.db.withTables<FindingTables>();
  await db.deleteFrom('findings').execute();
  for (const one of rows) await db.insertInto('findings').values(one).execute();
  return rows;
}

const condition = fc.oneof(
  fc.record({
    property: fc.constantFrom('principal' as const, 'account' as const, 'verdict' as const),
    operator: fc.constantFrom('=' as const, '!=' as const, ':' as const, '!:' as const),
    values: fc.array(fc.constantFrom(...words, 'ploy', 'RGE', '1111', 'true'), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    property: fc.constant('tactic' as const),
    operator: fc.constantFrom('=' as const, '!=' as const),
    values: fc.array(fc.constantFrom('discovery', 'evasion', 'defense-evasion'), { minLength: 1, maxLength: 1 }),
  }),
  fc.record({
    property: fc.constant('severity' as const),
    operator: fc.constantFrom('=' as const, '!=' as const, '>=' as const, '<=' as const),
    values: fc.array(fc.constantFrom(...levels), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    property: fc.constant('count' as const),
    operator: fc.constantFrom('=' as const, '>=' as const, '<=' as const),
    values: fc.array(fc.constantFrom('1', '3', '5'), { minLength: 1, maxLength: 2 }),
  }),
);

/** What a condition means, said without SQL. */
function fits(one: FindingRow, { property, operator, values }: Condition): boolean {
  if (operator === '!=') return !fits(one, { property, operator: '=', values });
  if (operator === '!:') return !fits(one, { property, operator: ':', values });
  return values.some((value) => {
    if (property === 'tactic') return one.tactics.split(' ').includes(value);
    if (property === 'severity')
      return compare(
        one.severity_rank,
        operator,
        levels.findIndex((level) => level === value),
      );
    if (property === 'count') return compare(one.count, operator, Number(value));
    const text = property === 'principal' ? one.principal : property === 'account' ? one.account : one.verdict;
    return operator === ':' ? lower(text).includes(lower(value)) : text === value;
  });
}

const lower = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
const compare = (one: number, operator: Condition['operator'], other: number): boolean =>
  operator === '>=' ? one >= other : operator === '<=' ? one <= other : one === other;

const columns = { severity: 'severity_rank', lastSeen: 'last_seen', count: 'count' } as const;

test('lists, counts and places are those of a reader who looks at every finding', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 12 }),
      fc.record({
        where: fc.array(condition, { maxLength: 3 }),
        archived: fc.constantFrom(true, false, 'any' as const),
        sort: fc.constantFrom('severity' as const, 'lastSeen' as const, 'count' as const),
        descending: fc.boolean(),
      }),
      async (parts, list) => {
        const rows = await filled(parts);
        const column = columns[list.sort];
        const expected = rows
          .filter(({ archived }) => list.archived === 'any' || archived === Number(list.archived))
          .filter((one) => list.where.every((asked) => fits(one, asked)))
          .toSorted(
            (one, other) =>
              (list.descending ? other[column] - one[column] : one[column] - other[column]) ||
              other.last_seen - one.last_seen ||
              (one.id < other.id ? -1 : 1),
          )
          .map(({ id }) => id);
        const found = await search(Search.parse({ ...list, limit: 500 }), store);
        expect(found.findings.map(({ id }) => id)).toEqual(expected);
        await expectPlaces(rows, expected, list);
        await expectCounts(rows, expected, list);
      },
    ),
    { numRuns: 120 },
  );
});

type List = Pick<Search, 'where' | 'archived' | 'sort' | 'descending'>;

async function expectPlaces(rows: readonly FindingRow[], expected: readonly string[], list: List): Promise<void> {
  for (const [index, id] of expected.entries()) {
    expect(await place(Sought.parse({ ...list, id }), store)).toEqual({
      total: expected.length,
      position: index,
      ...(index > 0 ? { previous: expected[index - 1] } : {}),
      ...(index < expected.length - 1 ? { next: expected[index + 1] } : {}),
    });
  }
  const outside = rows.find(({ id }) => !expected.includes(id));
  if (outside) expect((await place(Sought.parse({ ...list, id: outside.id }), store)).position).toBeUndefined();
}

async function expectCounts(rows: readonly FindingRow[], expected: readonly string[], list: List): Promise<void> {
  const { where, archived } = list;
  const { values } = await countValues(Counting.parse({ where, archived, by: 'account' }), store);
  const counts = new Map<string, number>();
  for (const { id, account } of rows) if (expected.includes(id)) counts.set(account, (counts.get(account) ?? 0) + 1);
  expect(new Map(values.map(({ value, count }) => [value, count]))).toEqual(counts);
}

test('accounts, resources and types are ranked among the findings that fit, most or least first', async () => {
  await filled([
    { account: 'a', resource: 'x', severity_rank: 1 },
    { account: 'a', resource: 'x', severity_rank: 4 },
    { account: 'b', resource: 'x', severity_rank: 3 },
    { account: 'b', resource: '', severity_rank: 0 },
    { account: 'b', resource: '', severity_rank: 0 },
  ]);
  const ranked = async (asked: object) =>
    (await rank(Ranking.parse(asked), store)).rows.map(({ value, account, count, severity }) =>
      [value, account, count, severity].filter((part) => part !== undefined).join(' '),
    );
  expect(await ranked({ by: 'account' })).toEqual(['b 3 high', 'a 2 critical']);
  expect(await ranked({ by: 'account', order: 'least' })).toEqual(['a 2 critical', 'b 3 high']);
  expect(await ranked({ by: 'resource' })).toEqual(['x a 2 critical', 'x b 1 high']);
  expect(await ranked({ by: 'account', severity: ['informational'] })).toEqual(['b 2 informational']);
});

test('severities and states are counted by their names', async () => {
  await filled([{ severity_rank: 4 }, { severity_rank: 4 }, { severity_rank: 1, archived: 1 }]);
  const counted = async (by: 'severity' | 'archived') =>
    (await countValues(Counting.parse({ by, archived: 'any' }), store)).values;
  expect(await counted('severity')).toEqual([
    { value: 'critical', count: 2 },
    { value: 'low', count: 1 },
  ]);
  expect(await counted('archived')).toEqual([
    { value: 'false', count: 2 },
    { value: 'true', count: 1 },
  ]);
});

test('a value that cannot be compared is refused with what can be written instead', async () => {
  const asked = { property: 'count', operator: '>=', values: ['many'] } as const;
  await expect(search(Search.parse({ where: [asked] }), store)).rejects.toThrow('"many" is no value of count');
});

test('a list that is being read does not move when findings are added', async () => {
  await filled([{ created_at: 1000 }, { created_at: 2000 }]);
  const known = new Date(1500).toISOString();
  expect((await search(Search.parse({ known }), store)).total).toBe(1);
});

test('findings that were made before the clock was set back are in the list', async () => {
  await filled([{ created_at: 1000 }, { created_at: 2000 }]);
  expect(await knownBy(new Date(1500), store)).toBe(new Date(2000).toISOString());
  expect(await knownBy(new Date(3000), store)).toBe(new Date(3000).toISOString());
  await filled([]);
  expect(await knownBy(new Date(3000), store)).toBe(new Date(3000).toISOString());
});

test('a member sees the findings of its own account alone, however it asks', async () => {
  await filled([{ account: '111122223333' }, { account: '444455556666' }, { account: '' }]);
  const caller = localCaller('mei', 'member', '111122223333');
  const own = (wanted: object) => withinOwn(Search.parse(wanted), caller);
  const found = async (wanted: object) => (await search(own(wanted), store)).findings.map(({ account }) => account);
  expect(await found({})).toEqual(['111122223333']);
  expect(await found({ account: '444455556666' })).toEqual([]);
  expect(await findingSeen('f000', caller, store)).toMatchObject({ account: '111122223333' });
  for (const id of ['f001', 'f002', 'none'])
    await expect(findingSeen(id, caller, store)).rejects.toMatchObject({ code: 'NotFound' });
  expect(await findingSeen('f001', localCaller('aiko', 'analyst'), store)).toMatchObject({ id: 'f001' });
});
