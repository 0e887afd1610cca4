import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAuthorizationRequest } from './authorization-request.ts';
import { answerOf, answerTo } from './authorize.ts';
import { fuzzRuns } from './engine/fuzz-runs.contract.ts';
import { openPolicies } from './engine/open-policies.ts';
import { casesWithoutSchema, type CaseRequest } from './engine/random-cedar.contract.ts';
import type { EntityJson } from './engine/read-entities.ts';

/** A value of Cedar's JSON form, of which entities and extensions are written in full, as the service types it. */
function typed(value: unknown): object {
  if (typeof value === 'boolean') return { boolean: value };
  if (typeof value === 'number') return { long: value };
  if (typeof value === 'string') return { string: value };
  if (Array.isArray(value)) return { set: value.map(typed) };
  const { __entity, __extn } = Object(value);
  if (__entity !== undefined) return { entityIdentifier: identifier(__entity) };
  if (__extn !== undefined) return { [__extn.fn === 'ip' ? 'ipaddr' : __extn.fn]: __extn.arg };
  return { record: typedFields(Object(value)) };
}

const typedFields = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, typed(value)]));
function identifier(uid: object): object {
  const { type, id } = Object(uid);
  return { entityType: type, entityId: id };
}

const requestText = ({ principal, action, resource, context }: CaseRequest, entities: readonly EntityJson[]): string =>
  JSON.stringify({
    policyStoreId: 'PSEXAMPLEabcdefg111111',
    principal: identifier(principal),
    action: { actionType: action.type, actionId: action.id },
    resource: identifier(resource),
    context: { contextMap: typedFields(context) },
    entities: {
      entityList: entities.map(({ uid, attrs, parents, tags = {} }) => ({
        identifier: identifier(uid),
        attributes: typedFields(attrs),
        parents: parents.map(identifier),
        tags: typedFields(tags),
      })),
    },
  });

describe("A request in the service's own form", () => {
  it("is decided as the same request in Cedar's form", { timeout: 0 }, () => {
    fc.assert(
      fc.property(casesWithoutSchema, ({ entities, requests, ...one }) => {
        const set = openPolicies(one);
        const known = entities.filter(isNoAction);
        for (const request of requests)
          expect(JSON.parse(answerTo(readAuthorizationRequest(requestText(request, known)), set))).toEqual(
            answerOf(set.decide({ ...request, entities: known })),
          );
      }),
      fuzzRuns(1 / 6),
    );
  });
});

/** Actions come from the schema alone. */
const isNoAction = ({ uid }: EntityJson): boolean => Object(uid).type !== 'Action';
