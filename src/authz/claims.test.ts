import { expect, it } from 'vitest';
import { jsonOfClaims } from './claims.ts';
import { parseSchema } from './engine/parse-schema.ts';

const type = parseSchema(
  'entity User { name?: String, address?: { city: String }, scope?: Set<String>, teams?: Set<{ id: Long }> };',
).entityTypes.get('User')?.attributes;

it('claims are what Cedar has a value for, and their scopes a set', () => {
  const claims = {
    scope: 'read write',
    level: 7,
    share: 0.5,
    none: null,
    list: [1, null, 2.5],
    deep: { none: null, a: 1 },
  };
  expect(jsonOfClaims(claims, undefined)).toEqual({
    scope: ['read', 'write'],
    level: 7,
    list: [1],
    deep: { a: 1 },
  });
});

it('with a schema they are what it declares, on every level', () => {
  const claims = {
    name: 'a',
    other: 1,
    address: { city: 'Tokyo', zip: '1' },
    teams: [{ id: 1, role: 'x' }],
    scope: 'a',
  };
  expect(jsonOfClaims(claims, type)).toEqual({
    name: 'a',
    address: { city: 'Tokyo' },
    teams: [{ id: 1 }],
    scope: ['a'],
  });
});

it('a scope that is no text, and a scope further down, stay as they are', () => {
  expect(jsonOfClaims({ scope: ['a b'], inner: { scope: 'a b' } }, undefined)).toEqual({
    scope: ['a b'],
    inner: { scope: 'a b' },
  });
});
