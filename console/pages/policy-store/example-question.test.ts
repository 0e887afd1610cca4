import { expect, test } from 'vitest';
import type { PolicyItem } from '../../policy-operations.ts';
import { actionsOf, exampleQuestion } from './example-question.ts';

const storeWith = (schema: object): PolicyItem[] => [{ kind: 'schema', id: 'schema', text: JSON.stringify(schema) }];

test('the first question on the test bench is one that the schema allows, with the attributes that it wants', () => {
  const items = storeWith({
    Shop: {
      entityTypes: {
        Buyer: {
          shape: { type: 'Record', attributes: { age: { type: 'Long' }, nick: { type: 'String', required: false } } },
        },
        Order: {
          shape: {
            type: 'Record',
            attributes: { of: { type: 'Entity', name: 'Buyer' }, tags: { type: 'Set', element: { type: 'String' } } },
          },
        },
      },
      actions: {
        any: {},
        cancel: {
          appliesTo: {
            principalTypes: ['Buyer'],
            resourceTypes: ['Order'],
            context: { type: 'Record', attributes: { mfa: { type: 'Boolean' }, from: { type: 'Address' } } },
          },
        },
      },
    },
  });
  const { principal, action, resource, context, entities } = exampleQuestion(items);
  expect([principal, action, resource]).toEqual([
    'Shop::Buyer::"alice"',
    'Shop::Action::"cancel"',
    'Shop::Order::"example"',
  ]);
  expect(JSON.parse(context)).toEqual({ mfa: false });
  expect(JSON.parse(entities)).toEqual([
    { uid: { type: 'Shop::Buyer', id: 'alice' }, attrs: { age: 0 }, parents: [] },
    {
      uid: { type: 'Shop::Order', id: 'example' },
      attrs: { of: { __entity: { type: 'Shop::Buyer', id: 'alice' } }, tags: [] },
      parents: [],
    },
  ]);
  expect(actionsOf(items)).toEqual(['Shop::Action::"any"', 'Shop::Action::"cancel"']);
});

test('without a schema, or with one that says nothing of actions, it is about photos', () => {
  expect(exampleQuestion([]).resource).toBe('Photo::"beach"');
  expect(exampleQuestion(storeWith({ '': { entityTypes: { User: {} }, actions: { view: {} } } })).entities).toBe('[]');
  expect(actionsOf([{ kind: 'schema', id: 'schema', text: 'not JSON' }])).toEqual([]);
});
