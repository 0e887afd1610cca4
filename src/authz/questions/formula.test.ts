import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Expression } from '../engine/expression.ts';
import { all, always, any, never, openFormulas, type Formula } from './formula.ts';

/** What a condition comes to by Cedar's own rules; undefined where it errs. `world` says what facts come to. */
type World = Readonly<Record<string, boolean | undefined>>;

function evaluated(e: Expression, world: World): boolean | undefined {
  if (e.kind === 'literal') return e.value === true;
  if (e.kind === 'variable') return world[e.name];
  if (e.kind === 'unary') return not(evaluated(e.argument, world));
  if (e.kind === 'if') {
    const condition = evaluated(e.condition, world);
    return condition === undefined ? undefined : evaluated(condition ? e.consequent : e.alternative, world);
  }
  if (e.kind !== 'and' && e.kind !== 'or') throw new Error(`no ${e.kind} is drawn`);
  const left = evaluated(e.left, world);
  return left === undefined || left === (e.kind === 'or') ? left : evaluated(e.right, world);
}

const not = (value: boolean | undefined): boolean | undefined => (value === undefined ? undefined : !value);

function holds(formula: Formula, world: World): boolean {
  if (formula.kind === 'always' || formula.kind === 'never') return formula.kind === 'always';
  if (formula.kind === 'all') return formula.of.every((part) => holds(part, world));
  if (formula.kind === 'any') return formula.of.some((part) => holds(part, world));
  return evaluated(formula.expression, world) === formula.is;
}

const names = ['principal', 'resource', 'context'] as const;
const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(...names).map((name): Expression => ({ kind: 'variable', name })),
    fc.boolean().map((value): Expression => ({ kind: 'literal', value })),
    tie('expression').map((argument): Expression => ({ kind: 'unary', operator: '!', argument })),
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), tie('expression'), tie('expression'))
      .map(([kind, left, right]): Expression => ({ kind, left, right })),
    fc
      .tuple(tie('expression'), tie('expression'), tie('expression'))
      .map(([condition, consequent, alternative]): Expression => ({ kind: 'if', condition, consequent, alternative })),
  ),
}));
const truth = fc.constantFrom(true, false, undefined);
const world = fc.record({ principal: truth, resource: truth, context: truth });

test('a formula holds just where the condition comes to true, or to false, and errors are neither', () => {
  fc.assert(
    fc.property(expression, world, fc.boolean(), (condition, facts, is) => {
      const formula = openFormulas(() => false)(condition, is);
      expect(holds(formula, facts)).toBe(evaluated(condition, facts) === is);
    }),
    { numRuns: 1000 },
  );
});

test('where nothing errs, the right side of a choice may be asked alone', () => {
  const sure = fc.record({ principal: fc.boolean(), resource: fc.boolean(), context: fc.boolean() });
  fc.assert(
    fc.property(expression, sure, fc.boolean(), (condition, facts, is) => {
      const formula = openFormulas(() => true)(condition, is);
      expect(holds(formula, facts)).toBe(evaluated(condition, facts) === is);
    }),
    { numRuns: 1000 },
  );
  const choice: Expression = {
    kind: 'or',
    left: { kind: 'variable', name: 'principal' },
    right: { kind: 'variable', name: 'resource' },
  };
  expect(openFormulas(() => true)(choice, true)).toMatchObject({
    kind: 'any',
    of: [{ kind: 'fact' }, { kind: 'fact' }],
  });
  expect(openFormulas(() => false)(choice, true)).toMatchObject({
    kind: 'any',
    of: [{ kind: 'fact' }, { kind: 'all' }],
  });
});

test('what is joined is flat, and without what says nothing', () => {
  const fact = (name: (typeof names)[number]): Formula => ({
    kind: 'fact',
    expression: { kind: 'variable', name },
    is: true,
  });
  const [one, two] = [fact('principal'), fact('resource')];
  expect([all([]), any([])]).toEqual([always, never]);
  expect([all([always, one]), any([never, one])]).toEqual([one, one]);
  expect([all([one, never]), any([one, always])]).toEqual([never, always]);
  expect(all([one, all([two, one])])).toEqual({ kind: 'all', of: [one, two, one] });
  expect(any([one, any([two, one])])).toEqual({ kind: 'any', of: [one, two, one] });
});

test('to be of a type within a group is to be of the type, and then within the group', () => {
  const of: Expression = { kind: 'variable', name: 'principal' };
  const formula = openFormulas(() => true)(
    { kind: 'is', of, type: 'User', in: { kind: 'variable', name: 'resource' } },
    true,
  );
  expect(formula).toMatchObject({
    kind: 'all',
    of: [
      { expression: { kind: 'is', type: 'User', in: undefined } },
      { expression: { kind: 'binary', operator: 'in' } },
    ],
  });
});
