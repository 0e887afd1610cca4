// Opens no lake.
import { expect, test } from 'vitest';
import type { LakeTable } from './lake.ts';
import { createTable, migrate, stageName } from './schema.ts';

const seen: LakeTable = {
  name: 'seen',
  columns: [
    { name: 'time', type: "DateTime64(3, 'UTC')" },
    { name: 'who', type: 'String' },
  ],
  orderBy: ['who', 'time'],
  time: 'time',
};
const counted: LakeTable = { ...seen, sums: [{ name: 'by_who', select: 'who, count()', by: 'who' }] };

interface There {
  readonly version?: number;
  readonly columns?: readonly { table: string; name: string; type: string }[];
  readonly stages?: readonly string[];
  readonly sums?: readonly string[];
  /** Parts that are without a sum which their table has. */
  readonly lacking?: readonly string[];
}

/** An engine in which this is there already; it only writes down what it is told to do. */
function engineWith({ version = 1, columns = [], stages = [], sums = [], lacking = [] }: There) {
  const written: string[] = [];
  const answers: readonly (readonly [RegExp, readonly object[]])[] = [
    [/max\(version\)/, [{ version }]],
    [/system\.columns/, columns],
    [/system\.tables/, stages.map((name) => ({ name }))],
    [/system\.parts/, lacking.map((name) => ({ name }))],
    [/system\.projections/, sums.map((name) => ({ name }))],
  ];
  return {
    written,
    database: 'yagura',
    tableSettings: 'keeping = 1',
    read: <T>(sql: string): Promise<T[]> =>
      Promise.resolve(JSON.parse(JSON.stringify(answers.find(([about]) => about.test(sql))?.[1] ?? []))),
    write: (sql: string): Promise<void> => {
      written.push(sql);
      return Promise.resolve();
    },
  };
}

const whole = seen.columns.map(({ name, type }) => ({ table: 'seen', name, type }));

test('a table that is missing is made, and the version is written down once', async () => {
  const engine = engineWith({ version: 0 });
  await migrate(engine, [seen]);
  expect(engine.written.slice(1)).toEqual([
    "CREATE TABLE IF NOT EXISTS `seen` (`time` DateTime64(3, 'UTC'), `who` String) ENGINE = MergeTree PARTITION BY toYYYYMM(`time`) ORDER BY (`who`, `time`) SETTINGS keeping = 1",
    'INSERT INTO lake_version SELECT 1',
  ]);
});

test('of a table that is whole nothing is changed, be its types written with other spaces', async () => {
  const engine = engineWith({ columns: whole.map((column) => ({ ...column, type: column.type.replace(', ', ',') })) });
  await migrate(engine, [seen]);
  expect(engine.written.slice(1)).toEqual([]);
});

test('a column that is missing is added', async () => {
  const engine = engineWith({ columns: whole.slice(0, 1) });
  await migrate(engine, [seen]);
  expect(engine.written.slice(1)).toEqual(['ALTER TABLE `seen` ADD COLUMN IF NOT EXISTS `who` String']);
});

test('a column of another type is refused by its name, with both types', async () => {
  const engine = engineWith({ columns: whole.map((column) => ({ ...column, type: 'UInt8' })) });
  await expect(migrate(engine, [seen])).rejects.toThrow(/seen\.time of the lake is UInt8, and .* needs DateTime64/);
});

test('a lake of a newer version is refused before anything is changed', async () => {
  const engine = engineWith({ version: 2 });
  await expect(migrate(engine, [seen])).rejects.toMatchObject({ code: 'Unsupported' });
  expect(engine.written).toHaveLength(1);
});

test('sums are made of a table that is there without them, and of no other', async () => {
  const without = engineWith({ columns: whole });
  await migrate(without, [counted]);
  expect(without.written.slice(1).map((sql) => sql.replace(/^ALTER TABLE `seen` /, ''))).toEqual([
    expect.stringContaining('MODIFY SETTING'),
    'ADD PROJECTION IF NOT EXISTS `by_who` (SELECT who, count() GROUP BY who)',
    'MATERIALIZE PROJECTION `by_who`',
  ]);
  const withThem = engineWith({ columns: whole, sums: ['by_who'] });
  await migrate(withThem, [counted]);
  expect(withThem.written.slice(1)).toEqual([]);
});

test('sums that were added and never made, as the program ended in between, are made at the next start', async () => {
  const engine = engineWith({ columns: whole, sums: ['by_who'], lacking: ['all_1_1_0'] });
  await migrate(engine, [counted]);
  expect(engine.written.slice(1)).toEqual(['ALTER TABLE `seen` MATERIALIZE PROJECTION `by_who`']);
});

test('stages that nobody has any more are dropped', async () => {
  const engine = engineWith({ columns: whole, stages: ['stage_a'] });
  await migrate(engine, [seen]);
  expect(engine.written.slice(1)).toEqual(['DROP TABLE IF EXISTS `stage_a` SYNC']);
});

test('a table of which the newest row counts is kept so, unless it is in memory alone', () => {
  const table: LakeTable = { ...counted, newest: 'version', partitionBy: 'tuple()' };
  expect(createTable(table, 'MergeTree')).toContain('ENGINE = ReplacingMergeTree(`version`) PARTITION BY tuple()');
  expect(createTable(table, 'MergeTree')).toContain('PROJECTION `by_who`');
  expect(createTable(table, 'Memory')).toBe(
    "CREATE TABLE IF NOT EXISTS `seen` (`time` DateTime64(3, 'UTC'), `who` String) ENGINE = Memory",
  );
});

test('no two stages have the same name', () => {
  expect(new Set(Array.from({ length: 100 }, stageName)).size).toBe(100);
  expect(stageName()).toMatch(/^stage_\w+$/);
});
