import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ActionLabels } from './action-labels.ts';
import { Entities, Entity } from './entities.ts';
import { emptyRequest } from './request.ts';
import type { ActionScope } from './scope.ts';
import { EntityUid } from './values.ts';
import { isActionInScope } from './within.ts';

const names = ['read', 'write', 'view', 'all', 'other'];
const uid = (id: string): EntityUid => new EntityUid('Action', id);
const entities = new Entities([
  new Entity(uid('read'), [uid('view')]),
  new Entity(uid('view'), [uid('all')]),
  new Entity(uid('write'), [uid('all')]),
]);
const name = fc.constantFrom(...names).map(uid);
const scope: fc.Arbitrary<ActionScope> = fc.oneof(
  fc.constant({ kind: 'any' as const }),
  name.map((entity) => ({ kind: 'equals' as const, entity })),
  fc.array(name, { maxLength: 3 }).map((groups) => ({ kind: 'in' as const, entities: groups })),
);

test('an action is within a scope just where they have a label in common', () => {
  fc.assert(
    fc.property(fc.array(scope, { minLength: 1, maxLength: 4 }), name, (scopes, action) => {
      const labels = new ActionLabels();
      const own = scopes.map((one) => labels.labelsOf(one));
      const found = labels.labelsWith(action, entities);
      const request = { ...emptyRequest(entities), action };
      expect(own.map((some) => some.some((label) => found.includes(label)))).toEqual(
        scopes.map((one) => isActionInScope(one, request)),
      );
      expect(found).toEqual(found.toSorted((one, other) => one - other));
    }),
    { numRuns: 500 },
  );
});
