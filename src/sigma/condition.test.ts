import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCondition, type Selections } from './condition.ts';
import { Trouble } from './trouble.ts';
import type { Tree } from './tree.ts';

const names = ['a', 'b', 'c_1', 'c_2', '_hidden'];
const leaf = (name: string): Tree => ({ kind: 'test', field: name, matchers: [], every: false });
const selections: Selections = new Map(names.map((name) => [name, leaf(name)]));
const read = (condition: unknown): Tree => readCondition(condition, selections);

/** What a tree says when these selections hold. */
function holds(tree: Tree, held: ReadonlySet<string>): boolean {
  if (tree.kind === 'test') return held.has(tree.field);
  if (tree.kind === 'not') return !holds(tree.of, held);
  const those = tree.of.filter((one) => holds(one, held)).length;
  return tree.kind === 'all' ? those === tree.of.length : those >= (tree.kind === 'any' ? 1 : tree.count);
}

const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom('a', 'b', 'c_1', 'not a', 'not not b'),
    fc.tuple(tie('condition'), tie('condition')).map((sides) => sides.join(' and ')),
    fc.tuple(tie('condition'), tie('condition')).map((sides) => sides.join(' or ')),
    tie('condition').map((inner) => `(${inner})`),
    tie('condition').map((inner) => `not (${inner})`),
  ),
}));

/** Puts the names' truths into the text and takes it together, piece by piece: brackets, not, and, or. */
function naively(text: string, held: ReadonlySet<string>): boolean {
  const rules: readonly (readonly [RegExp, (one: string, other: string) => string])[] = [
    [/\(([TF])\)/g, (one) => one],
    [/not ([TF])/g, (one) => (one === 'T' ? 'F' : 'T')],
    [/(?<!not )([TF]) and ([TF])/g, (one, other) => (one + other === 'TT' ? 'T' : 'F')],
    [/(?<!not |and )([TF]) or ([TF])(?! and)/g, (one, other) => (one + other === 'FF' ? 'F' : 'T')],
  ];
  let left = text.replaceAll(/\b(?:a|b|c_1)\b/g, (name) => (held.has(name) ? 'T' : 'F'));
  while (left.length > 1)
    for (const [pattern, put] of rules)
      left = left.replaceAll(pattern, (_, one: string, other: string) => put(one, other));
  return left === 'T';
}

test('not binds tighter than and, and tighter than or, and brackets before all', () => {
  fc.assert(
    fc.property(condition, fc.subarray(names), (text, some) => {
      const held = new Set(some);
      expect(holds(read(text), held), text).toBe(naively(text, held));
    }),
  );
});

test('quantities mean the selections of a name, or all but those that begin with an underscore', () => {
  expect(read('1 of c_*')).toEqual({ kind: 'any', of: [leaf('c_1'), leaf('c_2')] });
  expect(read('any of c_*')).toEqual(read('1 of c_*'));
  expect(read('2 of c_*')).toEqual({ kind: 'at least', count: 2, of: [leaf('c_1'), leaf('c_2')] });
  expect(read('all of them')).toEqual({ kind: 'all', of: ['a', 'b', 'c_1', 'c_2'].map(leaf) });
  expect(read('1 of _*')).toEqual({ kind: 'any', of: [leaf('_hidden')] });
  expect(read('all of *_1')).toEqual({ kind: 'all', of: [leaf('c_1')] });
  expect(read('1 of **_1')).toEqual({ kind: 'any', of: [leaf('c_1')] });
  expect(read('ALL OF THEM')).toEqual(read('all of them'));
});

test('a list of conditions means any of them, and one selection needs no operator', () => {
  expect(read(['a', 'b and c_1'])).toEqual({
    kind: 'any',
    of: [leaf('a'), { kind: 'all', of: [leaf('b'), leaf('c_1')] }],
  });
  expect(read('a')).toEqual(leaf('a'));
  expect(read('not not a')).toEqual({ kind: 'not', of: { kind: 'not', of: leaf('a') } });
});

test.each([
  ['a and', 'it ends at column 6 where the name of a selection belongs'],
  ['and a', 'there is "and" at column 1'],
  ['(a or b', 'it ends at column 8 where a closing bracket belongs'],
  ['a b', 'there is "b" at column 3 where "and", "or" or the end belongs'],
  ['a )', 'there is ")" at column 3'],
  ['', 'it ends at column 1'],
  ['1 of', 'it ends at column 5 where "them" or a name with * belongs'],
  ['nobody', 'names "nobody" (column 1), and there is no such selection'],
  ['a or 1 of x_*', 'No selection is called "x_*" (column 11'],
  ['3 of c_*', '(column 1) can never hold: there are 2 such selections'],
  ['0 of c_*', 'can never hold'],
  ['some of c_*', 'can never hold'],
  ['1.5 of c_*', 'can never hold'],
])('%j is refused with the column and what belongs there', (text, sentence) => {
  expect(() => read(text)).toThrow(Trouble);
  expect(() => read(text)).toThrow(sentence);
});

test.each([undefined, 7, [], {}])('%j is no condition', (given) => {
  expect(() => read(given)).toThrow('The condition is no text.');
});
