import { expect, test } from 'vitest';
import type { PolicyItem } from '../../policy-operations.ts';
import { freshId, holdsWords, nameOf } from './item-name.ts';

const item = (given: Partial<PolicyItem>): PolicyItem => ({ kind: 'policy', id: 'p1', text: '', ...given });
const body = 'permit (principal, action, resource);';

test('a policy is called by its name, by its @id where it has none, and else by its id', () => {
  expect(nameOf(item({ name: 'name/owner', text: `@id("x") ${body}` }))).toBe('name/owner');
  expect(nameOf(item({ text: `@advice("a")\n@id("所有者") ${body}` }))).toBe('所有者');
  expect(nameOf(item({ text: body }))).toBe('p1');
});

test('an @id in a comment or in a text names nothing', () => {
  expect(nameOf(item({ text: `// @id("old")\n${body}` }))).toBe('p1');
  expect(nameOf(item({ text: 'permit (principal, action, resource) when { context.a == "@id(" };' }))).toBe('p1');
});

test('a link is called by what it fills in', () => {
  const principal = { entityType: 'User', entityId: 'alice' };
  expect(nameOf(item({ text: JSON.stringify({ policyTemplateId: 't', principal }) }))).toBe('User::"alice"');
});

test('an item is found by words of its name, its id or its text, in any order and case', () => {
  const owners = item({ id: 'p7', name: 'Owners', text: body });
  expect(['', 'OWN', 'p7', 'resource owners', '  permit '].every((wanted) => holdsWords(owners, wanted))).toBe(true);
  expect(holdsWords(owners, 'owners forbid')).toBe(false);
});

test('a new policy has its @id as its id, unless another has that or it can be none', () => {
  const named = (id: string): string => `@id("${id}") ${body}`;
  expect(freshId(named('owner'), [item({ id: 'upload' })])).toBe('owner');
  expect(freshId(named('owner'), [item({ id: 'owner' })])).toBeUndefined();
  expect([named('所有者'), named('a b'), body].map((text) => freshId(text, []))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
