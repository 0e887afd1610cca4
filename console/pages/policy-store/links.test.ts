import { expect, test } from 'vitest';
import type { PolicyItem } from '../../policy-operations.ts';
import { linkOf, slotsOf, written } from './links.ts';

const item = (given: Partial<PolicyItem>): PolicyItem => ({ kind: 'policy', id: 'p1', text: '', ...given });

test('a policy that fills a template tells which and with what; any other item is no link', () => {
  const principal = { entityType: 'User', entityId: 'alice' };
  expect(linkOf(item({ text: JSON.stringify({ policyTemplateId: 't1', principal }) }))).toEqual({
    id: 'p1',
    template: 't1',
    principal,
    resource: undefined,
  });
  expect(linkOf(item({ text: 'permit (principal, action, resource);' }))).toBeUndefined();
  expect(linkOf(item({ kind: 'schema', text: '{}' }))).toBeUndefined();
});

test('a place to fill is told from a comment or a text that speaks of one', () => {
  expect(slotsOf('permit (principal == ?principal, action, resource in ?resource);')).toEqual([
    'principal',
    'resource',
  ]);
  expect(slotsOf('// ?principal\npermit (principal, action, resource == ?resource);')).toEqual(['resource']);
  expect(slotsOf('permit (principal, action, resource) when { context.a == "?principal \\" ?resource" };')).toEqual([]);
});

test('an entity is written as Cedar writes it', () => {
  expect(written({ entityType: 'Shop::User', entityId: 'a"b' })).toBe('Shop::User::"a\\"b"');
});
