// Opens no lake.
import { expect, test } from 'vitest';
import { tableNames, tables } from '#sources';
import { columnsOf, propertyNames, shown, texts } from './properties.ts';

const names = Object.fromEntries(tableNames.map((table) => [table, new Set(tables[table].map(({ name }) => name))]));
const wordsOf = (expression: string): string[] =>
  expression.replaceAll(/'[^']*'/g, '').match(/\b[a-z_]+\b(?!\()/g) ?? [];

test.each(tableNames)('every property of %s is asked of columns that the table has', (table) => {
  const expressions = [...propertyNames.flatMap((name) => columnsOf(name, table)), ...Object.values(shown[table])];
  const known = new Set([...(names[table] ?? []), 'raw']);
  for (const word of [...expressions.flatMap(wordsOf), ...texts[table]]) expect(known, word).toContain(word);
});

test('what stands beside every event is a property of every table, and what its log does not say of none', () => {
  for (const table of tableNames)
    for (const name of ['account', 'region', 'source', 'id'] as const) expect(columnsOf(name, table)).toEqual([name]);
  expect(columnsOf('key', 'dns_activity')).toEqual([]);
});
