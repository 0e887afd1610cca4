import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzRuns } from './fuzz-runs.contract.ts';
import { parsePolicy, parseTemplate } from './parse-policy.ts';
import { cases } from './random-cedar.contract.ts';
import { isTemplate } from './statements.ts';
import { writeExpression } from './write-expression.ts';

test('an expression that is written is read as the same expression', { timeout: 0 }, () => {
  fc.assert(
    fc.property(cases, ({ policies, templates }) => {
      for (const text of [...Object.values(policies), ...Object.values(templates)]) {
        const { conditions } = isTemplate(text) ? parseTemplate(text) : parsePolicy(text);
        const clauses = conditions.map(({ kind, body }) => `${kind} { ${writeExpression(body)} }`);
        const written = `permit(principal, action, resource) ${clauses.join(' ')};`;
        expect(parsePolicy(written).conditions).toEqual(conditions);
      }
    }),
    fuzzRuns(1 / 4),
  );
});

test.each([
  String.raw`resource["a b"].c == "é\"\\\u{7}" && !(principal.n < -9223372036854775808)`,
  String.raw`principal.name like "a\**\u{202e}\"" || (if action == Action::"x" then true else false)`,
  'principal has a.b && [1, 2].contains(3) && ip("::1").isLoopback() && decimal("1.5").lessThan(decimal("2.0"))',
  '(principal.a || principal.b) && principal.c && (principal.d && (principal.e || principal.f))',
  'principal is User in Group::"g" && principal.hasTag("x") && principal.getTag("x") == {"y": [User::"u"]}',
])('%s', (body) => {
  const [condition] = parsePolicy(`permit(principal, action, resource) when { ${body} };`).conditions;
  const text = condition === undefined ? '' : writeExpression(condition.body);
  expect(parsePolicy(`permit(principal, action, resource) when { ${text} };`).conditions).toEqual([condition]);
});
