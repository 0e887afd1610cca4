import { expect, it } from 'vitest';
import { readAuthorizationRequest } from '../authorization-request.ts';
import { openPolicies } from './open-policies.ts';
import type { DecisionRequest } from './policy-set.ts';

const half = '\ud800';
const user = { type: 'User', id: 'a' };
const halfUser = { type: 'User', id: half };
const entity = { uid: user, attrs: {}, parents: [] };
const set = openPolicies({ policies: 'permit(principal, action, resource);' });
const decide = (part: Partial<DecisionRequest>) =>
  set.decide({ principal: user, action: { type: 'Action', id: 'view' }, resource: user, ...part });

it.each<[string, Partial<DecisionRequest>]>([
  ['a value', { context: { a: half } }],
  ['a value beside others', { context: { a: `a${half}b`, b: 1 } }],
  ['a value in a set', { context: { a: [half] } }],
  ['a name', { context: { [half]: 1 } }],
  ['the id of the principal', { principal: halfUser }],
  ['an entity', { entities: [{ ...entity, uid: halfUser }] }],
  ['a parent', { entities: [{ ...entity, parents: [halfUser] }] }],
  ['an attribute', { entities: [{ ...entity, attrs: { a: half } }] }],
  ['a tag', { entities: [{ ...entity, tags: { [half]: 'a' } }] }],
  ['an entity that is referred to', { context: { a: { __entity: halfUser } } }],
])('half of a surrogate pair is refused in %s, as Cedar refuses it', (_where, part) => {
  expect(() => decide(part)).toThrow(/lone surrogate/);
});

it('a whole pair is a letter like any other', () => {
  expect(decide({ context: { '🌊': '🌊' } }).decision).toBe('allow');
});

it('half of a pair that JSON has written as an escape is refused with its place', () => {
  const text = String.raw`{"policyStoreId": "p", "principal": {"entityType": "User", "entityId": "\ud83c"}}`;
  expect(() => readAuthorizationRequest(text)).toThrow(/principal\.entityId: .*lone surrogate.* line 1/);
  expect(readAuthorizationRequest(text.replace(String.raw`\ud83c`, String.raw`\ud83c\udf0a`)).principal?.id).toBe('🌊');
});

it('a context is no entity and no call that stands for the whole', () => {
  expect(() => decide({ context: { __entity: user } })).toThrow('a context is a record, not entity of type User');
  expect(() => decide({ context: { __extn: { fn: 'ip', arg: '::1' } } })).toThrow('a context is a record, not ipaddr');
  expect(decide({ context: { __entity: user, more: 1 } }).decision).toBe('allow');
});

it('somebody without the name of a type is refused', () => {
  expect(() => decide({ principal: { type: '', id: 'a' } })).toThrow('no name of a type');
});
