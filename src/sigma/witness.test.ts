import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from './compile.ts';
import { patternOf } from './pattern.ts';
import type { Test, Tree } from './tree.ts';
import { restOf, spreadOf, witnessOf } from './witness.ts';

const matcher = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    pattern: fc.constantFrom('ab', 'a*', '*b*', '*', 'É?').map(patternOf),
    cased: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('regex' as const),
    source: fc.constantFrom('^ab$', 'a|b', 'x+'),
    flags: fc.constant(''),
  }),
  fc.constant({ kind: 'null' as const }),
);
const leaf = fc
  .record({
    field: fc.constantFrom('k', 'l', ''),
    matchers: fc.array(matcher, { minLength: 1, maxLength: 2 }),
    every: fc.boolean(),
  })
  .map((one): Test => ({ kind: 'test', ...one }));
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
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
const event = fc.record(
  { k: fc.constantFrom('ab', 'AB', 'a', 'éx', 'xx', ''), l: fc.constantFrom('ab', 'b', 'É1') },
  { requiredKeys: [] },
);

const finds = (fields: Readonly<Record<string, string | undefined>>, tested: Tree): boolean => {
  const witness = witnessOf(tested, spreadOf([tested]));
  return (
    witness === undefined ||
    witness.some(({ field, exact, text }) => {
      const cell = fields[field]?.toLowerCase();
      return cell !== undefined && (exact ? cell === text : cell.includes(text));
    })
  );
};

test('where a tree holds, its witness finds its text: an index by it loses nothing', () => {
  fc.assert(
    fc.property(tree, event, (tested, fields) => {
      if (compile(tested)(fields)) expect(finds(fields, tested)).toBe(true);
    }),
    {
      numRuns: 3000,
      examples: [
        [
          {
            kind: 'test',
            field: 'k',
            matchers: [{ kind: 'text', pattern: patternOf('ab'), cased: false }],
            every: false,
          },
          { k: 'AB' },
        ],
      ],
    },
  );
});

test('where the witness finds its text, what is left to ask says what the whole says', () => {
  fc.assert(
    fc.property(tree, event, (tested, fields) => {
      const rest = restOf(tested, witnessOf(tested, spreadOf([tested])));
      if (finds(fields, tested)) expect(compile(rest)(fields)).toBe(compile(tested)(fields));
    }),
    { numRuns: 3000 },
  );
});

const text = (field: string, ...values: string[]): Tree => ({
  kind: 'test',
  field,
  matchers: values.map((value) => ({ kind: 'text', pattern: patternOf(value), cased: false })),
  every: false,
});

test('of what is joined by "and" the field is chosen of which rules ask most different texts', () => {
  const rules: Tree[] = ['A', 'B', 'C'].map((name) => ({
    kind: 'all',
    of: [text('eventSource', 'iam'), text('eventName', name)],
  }));
  const [first] = rules;
  expect(first && witnessOf(first, spreadOf(rules))).toEqual([{ field: 'eventName', exact: true, text: 'a' }]);
});

test('of alternatives each contributes, and a negation leaves nothing to look for', () => {
  expect(witnessOf(text('k', 'A', 'B*'), new Map())).toEqual([
    { field: 'k', exact: true, text: 'a' },
    { field: 'k', exact: false, text: 'b' },
  ]);
  const not: Tree = { kind: 'not', of: text('k', 'A') };
  expect([witnessOf(not, new Map()), witnessOf({ kind: 'any', of: [text('k', 'A'), not] }, new Map())]).toEqual([
    undefined,
    undefined,
  ]);
  expect(witnessOf({ kind: 'all', of: [text('k', 'A'), not] }, new Map())).toHaveLength(1);
});

test('what the witness found need not be asked again', () => {
  const both: Tree = { kind: 'all', of: [text('k', 'A'), text('l', '*b*')] };
  expect(restOf(both, [{ field: 'k', exact: true, text: 'a' }])).toEqual(text('l', '*b*'));
  expect(restOf(both, [{ field: 'l', exact: false, text: 'b' }])).toBe(both);
  expect(restOf(text('k', 'A'), [{ field: 'k', exact: true, text: 'a' }])).toEqual({ kind: 'all', of: [] });
});
