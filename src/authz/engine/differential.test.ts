import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzRuns } from './fuzz-runs.contract.ts';
import { openPolicies } from './open-policies.ts';
import { parseSchema } from './parse-schema.ts';
import { oracle, verdictOf } from './oracle.contract.ts';
import { cases, schema } from './random-cedar.contract.ts';

const parsed = parseSchema(schema);

describe('The engine', () => {
  it('decides as Cedar does: the decision, the policies that made it, the policies that err', { timeout: 0 }, () => {
    fc.assert(
      fc.property(cases, (one) => {
        const set = openPolicies({ ...one, ...(one.schema === undefined ? {} : { schema: parsed }) });
        const entities = set.load(one.entities);
        const expected = oracle(one);
        for (const request of one.requests) {
          const decision = verdictOf(set.decide({ ...request, entities }));
          expect(decision).toEqual(expected(request));
          expect(verdictOf(set.decideByScan({ ...request, entities: one.entities }))).toEqual(decision);
        }
      }),
      fuzzRuns(),
    );
  });
});
