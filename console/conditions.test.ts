import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAddress, writeAddress } from './address.ts';
import { conditionsIn, isAlternative, operators, type ConditionOn } from './conditions.ts';
import { conditionOf, tokenOf } from './parts/tokens.ts';

const properties = ['account', 'count', 'text'] as const;
type Property = (typeof properties)[number];
const { conditionsOf, searchOf, withoutConditions, isCondition } = conditionsIn(properties);

const value = fc.string({ minLength: 1 });
const conditions = fc.array(
  fc.oneof(
    fc.record({
      property: fc.constant('text' as const),
      operator: fc.constantFrom(':', '!:'),
      values: fc.tuple(value),
    }),
    fc
      .record({ property: fc.constantFrom('account', 'count'), operator: fc.constantFrom(...operators) })
      .chain((head) => {
        const values = isAlternative(head.operator) ? fc.array(value, { minLength: 1, maxLength: 3 }) : fc.tuple(value);
        return values.map((given) => ({ ...head, values: given }));
      }),
  ),
  { maxLength: 6 },
);

/** What conditions ask, however they are grouped: alternatives of one property are asked together, in any order. */
const meaning = (given: readonly ConditionOn<Property>[]): string[] =>
  given.flatMap(({ property, operator, values }) => values.map((one) => `${property} ${operator} ${one}`)).sort();

test('an address asks for the conditions that were written into it', () => {
  fc.assert(
    fc.property(conditions, (given) => {
      const read = conditionsOf(readAddress(writeAddress(searchOf(given))));
      expect(meaning(read)).toEqual(meaning(given));
    }),
  );
});

test('the filter shows a condition and gives it back', () => {
  fc.assert(
    fc.property(conditions, (given) => {
      for (const condition of given) expect(conditionOf(tokenOf(condition), properties)).toEqual([condition]);
    }),
  );
});

test('several values of "is" are alternatives, several of any other operator hold together', () => {
  expect(conditionsOf({ account: ['1', '2'], 'count>': ['3', '4'] })).toEqual([
    { property: 'account', operator: '=', values: ['1', '2'] },
    { property: 'count', operator: '>=', values: ['3'] },
    { property: 'count', operator: '>=', values: ['4'] },
  ]);
});

test('a name that is no condition asks for nothing and stays in the address', () => {
  const search = { 'account!': ['1'], sort: ['count'], 'account?': ['1'], accounts: ['1'] };
  expect(Object.keys(search).filter(isCondition)).toEqual(['account!']);
  expect(withoutConditions(search)).toEqual({ sort: ['count'], 'account?': ['1'], accounts: ['1'] });
});

test('what is typed for a property that does not exist is no condition', () => {
  expect(conditionOf({ propertyKey: 'colour', operator: '=', value: ['red'] }, properties)).toEqual([]);
  expect(conditionOf({ propertyKey: 'account', operator: '~', value: ['1'] }, properties)).toEqual([]);
  expect(conditionOf({ propertyKey: 'account', operator: '=', value: [] }, properties)).toEqual([]);
});
