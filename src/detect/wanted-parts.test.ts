// Opens no lake.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeOf } from '../sigma/cells.ts';
import { partsUnder, wantedOf } from './wanted-parts.ts';

const key = fc.constantFrom('a', 'b', 'c', 'a.b', 'b.c', '__proto__', 'constructor');
const { event } = fc.letrec<{ event: Record<string, unknown>; value: unknown }>((tie) => ({
  event: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  value: fc.oneof(
    { depthSize: 'medium' },
    fc.constantFrom(null, 1, 'x', true),
    tie('event'),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
}));
const field = fc.array(fc.constantFrom('a', 'b', 'c', 'constructor'), { minLength: 1, maxLength: 4 });

const cellsOf = (name: string, fields: Record<string, unknown>): unknown[] => {
  const cells: unknown[] = [];
  placeOf(name).some((cell) => {
    cells.push(cell);
    return false;
  })(fields);
  return cells;
};

test('fields are found in the parts as they are found in the whole', () => {
  const fields = fc.array(
    field.map((parts) => parts.join('.')),
    { minLength: 1, maxLength: 3 },
  );
  fc.assert(
    fc.property(event, fields, (whole, names) => {
      const parts = partsUnder(whole, wantedOf(names));
      for (const name of names) expect(cellsOf(name, parts)).toEqual(cellsOf(name, whole));
    }),
    { numRuns: 2000 },
  );
});

test('nothing but the parts is kept', () => {
  const whole = { who: { arn: 'x', session: { mfa: true } }, list: [{ id: 1, name: 'a' }, 'b'], other: 1 };
  expect(partsUnder(whole, wantedOf(['who.arn', 'list.id', 'none.at.all']))).toEqual({
    who: { arn: 'x' },
    list: [{ id: 1 }, 'b'],
  });
});
