import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePolicy } from '../engine/parse-policy.ts';
import { isTotal } from './total.ts';

const bodyOf = (text: string) => {
  const [condition] = parsePolicy(`permit(principal, action, resource) when { ${text} };`).conditions;
  if (condition === undefined) throw new Error('no condition');
  return condition.body;
};

const certain = [
  'true',
  '!false',
  'principal == resource',
  'principal != "a"',
  'principal in Group::"g"',
  'resource is File',
  'context has a',
  'principal has a',
];
const uncertain = [
  'principal.a',
  '1 < 2',
  'principal.a == 1',
  'principal in resource.owners',
  'context.a is File',
  'principal has a.b',
  'principal.a has b',
  'if true then true else false',
  '[1].contains(1)',
];

test.each(certain)('%s is true or false whatever comes', (text) => {
  expect(isTotal(bodyOf(text))).toBe(true);
});

test.each(uncertain)('%s may err', (text) => {
  expect(isTotal(bodyOf(text))).toBe(false);
});

test('what is joined is certain where both sides are', () => {
  const any = fc.constantFrom(...certain, ...uncertain);
  fc.assert(
    fc.property(any, any, fc.constantFrom('&&', '||'), fc.boolean(), (one, other, sign, negated) => {
      const text = `${negated ? '!' : ''}((${one}) ${sign} (${other}))`;
      expect(isTotal(bodyOf(text))).toBe(certain.includes(one) && certain.includes(other));
    }),
  );
});
