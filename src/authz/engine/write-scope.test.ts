import { expect, test } from 'vitest';
import { parsePolicy } from './parse-policy.ts';
import { writeActionScope, writeScope } from './write-scope.ts';

test.each([
  ['principal', 'action', 'resource'],
  ['principal == User::"rin"', 'action == Action::"read"', 'resource is File'],
  ['principal in Group::"a b"', 'action in Action::"reading"', 'resource is File in Folder::"é\\"\\\\"'],
  ['principal is User in Group::"g"', 'action in [Action::"read", Action::"write"]', 'resource in Folder::"f"'],
  ['principal is A::B', 'action in []', 'resource == File::"\\u{7}"'],
])('the head %s, %s, %s is written as it was read', (principal, action, resource) => {
  const policy = parsePolicy(`permit(${principal}, ${action}, ${resource});`);
  expect(writeScope('principal', policy.principal)).toBe(principal);
  expect(writeActionScope(policy.action)).toBe(action);
  expect(writeScope('resource', policy.resource)).toBe(resource);
});
