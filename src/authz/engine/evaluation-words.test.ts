// Opens no lake.
import { isAuthorized, type EntityJson } from '@cedar-policy/cedar-wasm/nodejs';
import { expect, test } from 'vitest';
import { cedarInJapanese } from './cedar-words.ts';
import { openPolicies } from './open-policies.ts';

const entities: EntityJson[] = [
  { uid: { type: 'User', id: 'a"b' }, attrs: { age: 3, rec: { x: 1 } }, parents: [], tags: { t: 1 } },
];
const asked = {
  principal: { type: 'User', id: 'a"b' },
  action: { type: 'Action', id: 'view' },
  resource: { type: 'Photo', id: 'p' },
  context: { a: { c: 1 } },
};

const policyWhen = (expression: string): string => `permit (principal, action, resource) when { ${expression} };`;

/** What Cedar's own engine says of a policy that has no value. */
function cedarOn(expression: string): string | undefined {
  const answer = isAuthorized({ ...asked, entities, policies: { staticPolicies: { p: policyWhen(expression) } } });
  if (answer.type === 'failure') throw new Error(answer.errors[0]?.message);
  const [error] = answer.response.diagnostics.errors;
  return error?.error.message.replace('error while evaluating policy `p`: ', '');
}

test.each([
  'context.x == 1',
  'context.a["b\\"d"] == 1',
  'principal.x == 1',
  'principal.rec.y.z == 1',
  'resource.x == 1',
  'Photo::"a\\"b\\n日".x == 1',
  'principal.getTag("zz") == 1',
  'resource.getTag("zz") == 1',
  '1 + "a" == 1',
  '9223372036854775807 + 1 == 1',
  '-9223372036854775808 - 1 == 1',
  '9223372036854775807 * 2 == 1',
  '-(-9223372036854775808) == 1',
  '-"a" == 1',
  'principal < 1',
  '1 < principal',
  '"a" < "b"',
  '"a" < datetime("2024-01-01")',
  'datetime("2024-01-01") < 1',
  'datetime("2024-01-01") > duration("1h")',
  'datetime("2024-01-01") <= duration("1h")',
  'duration("1h") >= datetime("2024-01-01")',
  'ip("10.0.0.1") < ip("10.0.0.2")',
  'decimal("1.0").lessThan(1)',
  'if 1 then true else false',
  'true && 1',
  '1.contains(1)',
  '[1].containsAny(principal)',
  '1 like "a"',
  'principal in 1',
  '1 in principal',
  'principal in [1]',
  '1 is User',
  '1 has a',
  '"a".foo == 1',
  'principal.hasTag(1)',
  '1.hasTag("x")',
  'decimal("1.23456") == 1',
  'decimal("x") == 1',
  'decimal("922337203685477.5808") == 1',
  'ip("x") == 1',
  'ip("1.2.3.4.5/8") == 1',
  'ip("10.0.0.1/33") == 1',
  'ip("10.0.0.1/x") == 1',
  'ip("10.0.0.1/01") == 1',
  'ip("10.0.0.1/") == 1',
  'ip("::1/1290") == 1',
  'ip("::ffff:1.2.3.4") == 1',
  `ip("${'1'.repeat(50)}") == 1`,
  'datetime("x") == 1',
  'datetime("2024-02-30") == 1',
  'datetime("2024-02-30Tx") == 1',
  'datetime("2024-01-01T25:00:00Z") == 1',
  'datetime("2024-01-01T1:00:00Z") == 1',
  'datetime("2024-01-01T11:35:00") == 1',
  'datetime("2024-01-01T00:00:00+2500") == 1',
  'duration("x") == 1',
  'duration("") == 1',
  'duration("9223372036854775807d") == 1',
  'datetime("9999-12-31").offset(duration("9223372036854775807ms")) == 1',
  'datetime("1970-01-01").offset(duration("9223372036854775807ms")).durationSince(datetime("1969-12-31")) == 1',
  'datetime("1970-01-01").offset(duration("-9223372036854775807ms")).toDate() == 1',
  'datetime("2024-01-01", 1) == 1',
])('that %s has no value is told in the words of Cedar, and in Japanese', (expression) => {
  const set = openPolicies({ policies: policyWhen(expression) });
  const [error] = set.decide({ ...asked, entities }).errors;
  expect(error?.message).toBeDefined();
  expect(error?.message).toBe(cedarOn(expression));
  expect(cedarInJapanese(error?.message ?? '')).toMatch(/[ぁ-ん]/);
});
