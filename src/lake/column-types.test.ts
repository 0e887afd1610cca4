// Opens no lake.
import { expect, test } from 'vitest';
import { z } from 'zod';
import { packerOf } from './column-types.ts';

test.each(['Int32', 'Nullable(String)', 'DateTime', 'Array(UInt8)', 'string', ''])(
  'a column of type %j is refused with the file where it belongs',
  (type) => expect(() => packerOf(type)).toThrow(`columns of type ${type}. Add it to src/lake/column-types.ts`),
);

test('every type that tables use has its packer, however blanks stand in it', () => {
  for (const type of [
    'String',
    'Bool',
    'UInt8',
    'UInt16',
    'UInt32',
    'UInt64',
    'Int64',
    'Float64',
    "DateTime64(3, 'UTC')",
    "DateTime64(3,'UTC')",
    'DateTime64(3)',
    'LowCardinality(String)',
    'Array(String)',
    'Array(LowCardinality(String))',
    'Map(String, String)',
    'Map(LowCardinality(String),String)',
  ])
    expect(() => packerOf(type), type).not.toThrow();
});

const added = (type: string, cell: unknown): string | undefined => packerOf(type).add(Cell.parse(cell));

const Cell = z.union([z.string(), z.number().or(z.nan()), z.boolean(), z.array(z.string()), z.undefined()]);

test.each([
  ['UInt8', [0, 255, '255', undefined], [-1, 256, 1.5, '', 'x', Number.NaN, true]],
  ['UInt32', [0, 2 ** 32 - 1, '4294967295'], [2 ** 32, '4294967296', '12345678901']],
  ['UInt64', [0, Number.MAX_SAFE_INTEGER, '18446744073709551615'], [-1, 2 ** 53, '18446744073709551616', '-1', '1.0']],
  ['Int64', [-1, '-9223372036854775808', '9223372036854775807'], ['9223372036854775808', '-9223372036854775809', 0.5]],
  ['Float64', [0.1, -1e300, Number.NaN, undefined], ['1', true]],
  ['Bool', [true, false, undefined], [0, 1, 'true']],
  ['String', ['', '櫓', undefined], [1, true, ['a']]],
  [
    'DateTime64(3)',
    [Date.UTC(1900, 0, 1), Date.UTC(2300, 0, 1) - 1],
    [Date.UTC(1900, 0, 1) - 1, Date.UTC(2300, 0, 1), 0.5, '2026-01-01'],
  ],
] as const)('%s holds what it can, to its borders, and says what it cannot', (type, good, bad) => {
  for (const cell of good) expect(added(type, cell), String(cell)).toBeUndefined();
  for (const cell of bad) expect(added(type, cell), String(cell)).toMatch(/^holds .+, not /);
});
