import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../engine/compile.ts';
import { EvaluationError } from '../engine/evaluation-error.ts';
import { fuzzRuns } from '../engine/fuzz-runs.contract.ts';
import { openPolicies } from '../engine/open-policies.ts';
import { parsePolicy } from '../engine/parse-policy.ts';
import { parseSchema } from '../engine/parse-schema.ts';
import { cases, schema } from '../engine/random-cedar.contract.ts';
import type { CedarRequest } from '../engine/request.ts';
import { residualOf, residualText, type Residual } from './residual.ts';

const parsed = parseSchema(schema);

/** What a residual says once everything is known. */
function settled({ fulfilled, depends }: Residual, request: CedarRequest) {
  const more = depends.filter(({ condition }) => {
    try {
      return compile(condition)(request) === true;
    } catch (error) {
      if (error instanceof EvaluationError) return false;
      throw error;
    }
  });
  const all = [...fulfilled, ...more.map(({ policy }) => policy)];
  const forbids = all.filter(({ effect }) => effect === 'forbid');
  const determining = forbids.length > 0 ? forbids : all;
  return {
    decision: forbids.length === 0 && all.length > 0 ? 'allow' : 'deny',
    determining: determining.map(({ id }) => id).toSorted(),
  };
}

describe('A residual', () => {
  it('decides as the whole set does, whatever the unknown turns out to be', { timeout: 0 }, () => {
    const tally = { settled: 0, open: 0 };
    const unknowns = fc.record({ principal: fc.boolean(), resource: fc.boolean(), context: fc.boolean() });
    fc.assert(
      fc.property(cases, unknowns, (one, unknown) => {
        const set = openPolicies({ ...one, ...(one.schema === undefined ? {} : { schema: parsed }) });
        const entities = set.load(one.entities);
        for (const { principal, action, resource, context } of one.requests) {
          const residual = residualOf(set, {
            principal: unknown.principal ? { type: principal.type } : principal,
            action,
            resource: unknown.resource ? { type: resource.type } : resource,
            entities,
            ...(unknown.context ? {} : { context }),
          });
          const whole = { principal, action, resource, context, entities };
          const { decision, determining } = set.decide(whole);
          expect(settled(residual, set.requestOf(whole))).toEqual({ decision, determining: determining.toSorted() });
          if (residual.decision !== undefined) expect(residual.decision).toBe(decision);
          for (const left of residual.depends) {
            // what is left is a policy that Cedar reads, with just the same condition
            const [condition] = parsePolicy(residualText(left)).conditions;
            expect(condition?.body).toBeDefined();
          }
          tally[residual.depends.length > 0 ? 'open' : 'settled'] += 1;
        }
      }),
      fuzzRuns(1 / 8),
    );
    expect(tally.open).toBeGreaterThan(20);
    expect(tally.settled).toBeGreaterThan(20);
  });

  it('keeps of a policy only what depends on the unknown', () => {
    const set = openPolicies({
      policies: `
        permit(principal, action == Action::"view", resource is Photo)
        when { principal.level > 3 && resource.owner == principal || principal in resource.readers };
        permit(principal, action == Action::"edit", resource);
        forbid(principal, action, resource is Album) when { resource.locked };`,
    });
    const alice = { type: 'User', id: 'alice' };
    const residual = residualOf(set, {
      principal: alice,
      action: { type: 'Action', id: 'view' },
      resource: { type: 'Photo' },
      context: {},
      entities: set.load([{ uid: alice, attrs: { level: 5 }, parents: [] }]),
    });
    expect(residual.decision).toBeUndefined();
    expect(residual.depends.map(residualText)).toEqual([
      'permit (principal, action, resource)\nwhen { resource.owner == User::"alice" || User::"alice" in resource.readers };',
    ]);
  });
});
