import { describe, expect, it } from 'vitest';
import { askCedar } from './cedar.ts';
import { explain } from './explain.ts';
import { openPolicies } from './open-policies.ts';
import { writeExpression } from './write-expression.ts';

const repeated = (count: number, text: string, between = ''): string => Array(count).fill(text).join(between);
const policy = (condition: string): string => `permit(principal, action, resource) when { ${condition} };`;

/** Long chains, with how many links Cedar's own engine decides and how many its library reads. */
const chains: readonly (readonly [name: string, decided: number, read: number, make: (count: number) => string])[] = [
  ['&&', 350, 3_500, (count) => repeated(count, 'context.n == 1', ' && ')],
  ['|| that errs at its end', 350, 3_500, (count) => `${repeated(count, 'context.n == 2', ' || ')} || context.x`],
  ['+', 350, 3_500, (count) => `${repeated(count, 'context.n', ' + ')} == ${count}`],
  ['+ that overflows', 350, 3_500, (count) => `9223372036854775807 + ${repeated(count, 'context.n', ' + ')} == 1`],
  ['-', 350, 3_500, (count) => `0 - ${repeated(count, 'context.n', ' - ')} == -${count}`],
  ['*', 350, 3_500, (count) => `${repeated(count, 'context.n', ' * ')} == 1`],
  ['.contains', 350, 3_500, (count) => `[1]${repeated(count, '.contains(1)')}`],
  ['like', 350, 3_500, (count) => repeated(count, 'context.text like "a*"', ' && ')],
  ['has', 350, 3_500, (count) => repeated(count, 'context has text', ' && ')],
  ['attributes', 350, 3_500, (count) => `context.inner${repeated(count, '.n')} == 1`],
  ['if then else', 350, 750, (count) => `${repeated(count, 'if context.n == 2 then false else ')}context.n == 1`],
  ['clauses', 350, 20_000, (count) => repeated(count, 'context.n == 1', ' } when { ')],
  ['parentheses', 110, 110, (count) => `${repeated(count, '(')}context.n == 1${repeated(count, ')')}`],
  ['negations', 110, 110, (count) => `${repeated(count, '!(')}context.n == 1${repeated(count, ')')}`],
  ['sets in sets', 110, 110, (count) => `${repeated(count, '[')}${repeated(count, ']')} == []`],
  ['items of a set', 5_000, 20_000, (count) => `[${repeated(count, 'context.n', ', ')}].contains(1)`],
];

const uid = { type: 'User', id: 'alice' };
const request = {
  principal: uid,
  action: { type: 'Action', id: 'view' },
  resource: uid,
  context: { n: 1, text: 'abc', inner: { n: 1 } },
};

function byCedar(text: string) {
  const answer = askCedar('isAuthorized', { ...request, entities: [], policies: { staticPolicies: { one: text } } });
  if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join());
  const { decision, diagnostics } = answer.response;
  return { decision, determining: diagnostics.reason, errors: diagnostics.errors.map(({ policyId }) => policyId) };
}

function byYagura(text: string) {
  const { decision, determining, errors } = openPolicies({ policies: { one: text } }).decide(request);
  return { decision, determining, errors: errors.map(({ policy: id }) => id) };
}

describe('A long chain', () => {
  it.each(chains)(
    'of %s is decided as Cedar decides it, and beyond that what Cedar reads',
    (_, decided, read, make) => {
      const expected = byCedar(policy(make(decided)));
      expect(byYagura(policy(make(decided)))).toEqual(expected);
      expect(byYagura(policy(make(read)))).toEqual(expected);
    },
  );

  it.each(chains.filter(([, , read]) => read < 20_000))(
    'of %s that is too long for Cedar is refused with what to do',
    (_, _decided, _read, make) => {
      expect(() => byYagura(policy(make(20_000)))).toThrow(/nested too deeply.* Take the expression apart/);
    },
  );

  it('is explained, and written without a bracket for each link', () => {
    const sum = `${repeated(2_000, 'context.n', ' + ')} == 2000`;
    const set = openPolicies({ policies: { one: policy(sum) } });
    expect(explain(set, request).policies[0]?.clauses[0]).toMatchObject({ state: 'holds' });
    const [condition] = set.policies[0]?.conditions ?? [];
    expect(condition && writeExpression(condition.body)).toBe(`(${repeated(2_000, 'context.n', ' + ')}) == 2000`);
  });
});
