import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entitiesAs, identifierOf, typedFields } from './api-values.contract.ts';
import { readAuthorizationRequest } from './authorization-request.ts';
import { answerOf, answerTo } from './authorize.ts';
import { fuzzRuns } from './engine/fuzz-runs.contract.ts';
import { openPolicies } from './engine/open-policies.ts';
import { casesWithoutSchema, type CaseRequest } from './engine/random-cedar.contract.ts';
import type { EntityJson } from './engine/read-entities.ts';

const requestText = ({ principal, action, resource, context }: CaseRequest, entities: readonly EntityJson[]): string =>
  JSON.stringify({
    policyStoreId: 'PSEXAMPLEabcdefg111111',
    principal: identifierOf(principal),
    action: { actionType: action.type, actionId: action.id },
    resource: identifierOf(resource),
    context: { contextMap: typedFields(context) },
    entities: entitiesAs('typed', entities),
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
const isNoAction = ({ uid }: EntityJson): boolean => !('type' in uid) || uid.type !== 'Action';
