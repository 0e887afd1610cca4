import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from './compile.ts';
import { patternOf } from './pattern.ts';
import { sharedPredicates } from './shared-predicates.ts';
import type { Tree } from './tree.ts';

const testOf = (field: string, value: string): Tree => ({
  kind: 'test',
  field,
  matchers: [{ kind: 'text', pattern: patternOf(value), cased: false }],
  every: false,
});

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('x', 'y*')).map(([field, value]) => testOf(field, value)),
    fc.record({
      kind: fc.constantFrom('all' as const, 'any' as const),
      of: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('at least' as const),
      count: fc.constantFrom(1, 2),
      of: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not' as const), of: tie('tree') }),
  ),
}));
const event = fc.record({ a: fc.constantFrom('x', 'yes', 'z'), b: fc.constantFrom('x', 'y') });

test('trees that share their parts tell of each event what each tells by itself', () => {
  fc.assert(
    fc.property(
      fc.array(tree, { minLength: 1, maxLength: 5 }),
      fc.array(event, { minLength: 1, maxLength: 4 }),
      (trees, events) => {
        const shared = sharedPredicates(trees, {});
        for (const fields of events) {
          shared.begin();
          for (const one of trees) expect(shared.predicateOf(one)(fields)).toBe(compile(one)(fields));
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('a part that several trees have is asked once an event, and again at the next', () => {
  const trees: Tree[] = ['p', 'q'].map((value) => ({ kind: 'all', of: [testOf('a', 'x'), testOf('b', value)] }));
  const shared = sharedPredicates(trees, {});
  let read = 0;
  const counting = (a: string) => ({
    get a() {
      read++;
      return a;
    },
    b: 'q',
  });
  const [first, second] = trees.map((one) => shared.predicateOf(one));
  shared.begin();
  const one = counting('x');
  expect([first?.(one), second?.(one)]).toEqual([false, true]);
  expect(read).toBe(1);
  shared.begin();
  const other = counting('z');
  expect([first?.(other), second?.(other)]).toEqual([false, false]);
  expect(read).toBe(2);
});
