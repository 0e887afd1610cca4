import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, EntityUid } from './values.ts';
import { fuzzCases } from './fuzz-cases.contract.ts';
import { callExtension } from './extension-functions.ts';
import { parsePolicy } from './parse-policy.ts';
import { cases } from './random-cedar.contract.ts';
import { written, writtenActionScope, writtenScope, writtenValue } from './written.ts';

const read = (condition: string) => parsePolicy(`permit(principal, action, resource) when { ${condition} };`);

describe('An expression that was written', () => {
  it('is read again as the same', () => {
    fc.assert(
      fc.property(cases, ({ policies }) => {
        for (const text of Object.values(policies)) {
          const { effect, principal, action, resource, conditions, annotations } = parsePolicy(text);
          const head = `${writtenScope('principal', principal)}, ${writtenActionScope(action)}, ${writtenScope('resource', resource)}`;
          const clauses = conditions.map(({ kind, body }) => ` ${kind} { ${written(body)} }`);
          const again = parsePolicy(`${effect}(${head})${clauses.join('')};`);
          expect(again).toEqual({ effect, principal, action, resource, conditions, annotations });
        }
      }),
      { numRuns: Math.round(fuzzCases / 4) },
    );
  });

  it.each([
    'context.x == -9223372036854775808',
    '!(principal.a || resource["b c"] && context.d)',
    'if context.a then context.b else context.c',
    '1 - (2 - 3) * 4 < -(context.n + 1)',
    'context.s like "a\\*b*\\u{7}"',
    '(principal is User in Team::"a\\"b").isEmpty()',
    'ip("10.0.0.0/8").isInRange(context.ip) && context has a.b.c',
    '{a: 1, "b c": [decimal("1.5")]} == {} || (context.a && (context.b || context.c))',
    '(true && false) && true && ((1 == 2) == (3 == 4))',
  ])('%s', (condition) => {
    const [clause] = read(condition).conditions;
    expect(clause && read(written(clause.body)).conditions[0]).toEqual(clause);
  });
});

describe('A value that was written', () => {
  it.each([
    ['decimal', '-0.05'],
    ['decimal', '1.0'],
    ['ip', '10.1.2.3'],
    ['ip', '10.1.2.3/8'],
    ['ip', '2001:db8::1/64'],
    ['datetime', '2024-02-29T01:02:03.004Z'],
    ['duration', '-1d2h'],
  ])('%s("%s") is the same again', (name, text) => {
    const value = callExtension(name, [text]);
    const [, maker = '', again = ''] = /^(\w+)\("(.*)"\)$/.exec(writtenValue(value)) ?? [];
    expect(canonical(callExtension(maker, [again]))).toBe(canonical(value));
  });

  it('is written as Cedar does where JSON does not', () => {
    expect(writtenValue(new EntityUid('User', 'a"\b\u0001'))).toBe('User::"a\\"\\u{8}\\u{0001}"');
  });
});
