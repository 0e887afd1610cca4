// Opens no lake.
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { loadSql } from '../store/sql.ts';
import { Condition, conditionSql } from './conditions.ts';

const db = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});
beforeAll(loadSql);

/** The SQL of a condition, and what is bound in it. */
function asked(property: Condition['property'], operator: Condition['operator'], ...values: string[]) {
  const { sql, parameters } = conditionSql({ property, operator, values }).compile(db);
  return [sql, ...parameters];
}

test('any of the values, none of them', () => {
  expect(asked('account', '=', '1', '2')).toEqual(['("account" = ? or "account" = ?)', '1', '2']);
  expect(asked('account', '!=', '1')).toEqual(['not ("account" = ?)', '1']);
});

test('a text is held as the reader writes it: a sign that stands for any other means itself', () => {
  expect(asked('principal', ':', '50%_!')).toEqual([`(lower("principal") like lower(?) escape '!')`, '%50!%!_!!%']);
  expect(asked('principal', '!:', 'x')[0]).toMatch(/^not /);
});

test('of words one is meant as a whole', () => {
  expect(asked('technique', '=', 'T1562')[1]).toBe('% T1562 %');
});

test('levels, numbers and times have an order; of several values the widest bound counts', () => {
  expect(asked('severity', '>=', 'high', 'low')).toEqual(['"severity_rank" >= ?', 1]);
  expect(asked('severity', '<=', 'high', 'low')).toEqual(['"severity_rank" <= ?', 3]);
  expect(asked('count', '>=', '5')).toEqual(['"count" >= ?', 5]);
  expect(asked('lastSeen', '>=', '1970-01-01T00:00:01Z')).toEqual(['"last_seen" >= ?', 1000]);
});

test('free text is looked for in all that people read of a finding', () => {
  const [sql, ...bound] = asked('text', ':', 'rin');
  expect([...String(sql).matchAll(/lower\("(\w+)"\)/g)].map(([, column]) => column)).toEqual([
    'title_en',
    'title_ja',
    'type',
    'principal',
    'resource',
    'account',
  ]);
  expect(new Set(bound)).toEqual(new Set(['%rin%']));
});

test.each([
  ['severity', '=', 'grave', 'Write informational, low, medium, high, critical.'],
  ['count', '>=', ' ', 'Write a whole number.'],
  ['count', '>=', 'many', 'Write a whole number.'],
  ['lastSeen', '<=', 'yesterday', 'Write a time such as'],
  ['account', '>=', '1', 'Text has no order'],
  ['tactic', '<=', 'x', 'Text has no order'],
] as const)('%s %s %s is refused with what to write', (property, operator, value, remedy) => {
  expect(() => asked(property, operator, value)).toThrow(remedy);
});

test('nobody asks with more values than a statement binds', () => {
  const values = Array.from({ length: 201 }, String);
  expect(Condition.safeParse({ property: 'account', operator: '=', values }).success).toBe(false);
  expect(Condition.safeParse({ property: 'account', operator: '=', values: values.slice(1) }).success).toBe(true);
  expect(Condition.safeParse({ property: 'account', operator: '=', values: [] }).success).toBe(false);
});
