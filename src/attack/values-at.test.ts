// Opens no lake.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isJsonObject } from '#kernel';
import { valuesAt } from './values-at.ts';

interface Leaf {
  /** The names on the way, with the places in lists as numbers. */
  readonly steps: readonly (string | number)[];
  readonly text: string;
}

/** Every scalar of an event, and the way to it. */
function leavesOf(value: unknown, steps: Leaf['steps'] = []): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((item, place) => leavesOf(item, [...steps, place]));
  if (isJsonObject(value)) return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, [...steps, name]));
  return isScalar(value) ? [{ steps, text: String(value) }] : [];
}

const isScalar = (value: unknown): value is string | number | bigint | boolean => value !== null && value !== undefined;

/** Whether a path leads there: each name is spoken, a place in a list may be left out. */
function leadsTo([step, ...rest]: readonly (string | number)[], path: readonly string[]): boolean {
  if (step === undefined) return path.length === 0;
  if (path[0] === String(step)) return leadsTo(rest, path.slice(1));
  return typeof step === 'number' && !/^\d+$/.test(path[0] ?? '') && leadsTo(rest, path);
}

const name = fc.constantFrom('a', 'b', 'length', '__proto__');
const scalar = fc.oneof(fc.constantFrom('x', 'y', ''), fc.integer(), fc.boolean(), fc.constant(null));
const { event } = fc.letrec<{ event: unknown; object: object }>((tie) => ({
  event: fc.oneof({ maxDepth: 4 }, scalar, tie('object'), fc.array(fc.oneof(scalar, tie('object')), { maxLength: 3 })),
  object: fc.dictionary(name, tie('event'), { maxKeys: 3 }),
}));
const path = fc.array(fc.oneof({ weight: 4, arbitrary: name }, fc.constantFrom('0', '1')), {
  minLength: 1,
  maxLength: 5,
});

test('the values at a path are the scalars that it leads to, places in lists spoken or left out', () => {
  fc.assert(
    fc.property(event, path, (fields, steps) => {
      const expected = leavesOf(fields).filter((leaf) => leadsTo(leaf.steps, steps));
      expect(valuesAt(fields, steps.join('.'))).toEqual(expected.map(({ text }) => text));
    }),
    {
      numRuns: 2000,
      examples: [
        [{ a: [{ b: 'x' }, { b: ['y', 1n] }] }, ['a', 'b']],
        [{ a: [{ b: 'x' }, { b: 'y' }] }, ['a', '1', 'b']],
        [{ a: ['x', 'y'] }, ['a', 'length']],
      ],
    },
  );
});

test('a large number keeps its digits, and what is inherited is no field', () => {
  expect(valuesAt({ a: 2n ** 64n }, 'a')).toEqual(['18446744073709551616']);
  expect(valuesAt({ a: {} }, 'a.constructor.name')).toEqual([]);
});
