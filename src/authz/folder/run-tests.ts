import { sentenceOf } from '#kernel';
import type { Decision } from '../engine/decision.ts';
import { Coverage, type CoverageReport } from './coverage.ts';
import type { PolicyTest } from './folder-tests.ts';
import { LoadedEntities } from './loaded-entities.ts';
import { policySetOf, type PolicyFolder } from './policy-folder.ts';

export interface PolicyTestOutcome {
  readonly test: PolicyTest;
  /** Nothing where the test passed; what was otherwise where it did not. */
  readonly failure: string | undefined;
}

export interface PolicyTestReport {
  readonly outcomes: readonly PolicyTestOutcome[];
  readonly coverage: CoverageReport;
}

/** Runs the tests of a folder that has no errors, and tells what of its policies they tried. */
export function runPolicyTests(folder: PolicyFolder): PolicyTestReport {
  const set = policySetOf(folder);
  const known = new LoadedEntities(set, folder.entities);
  const coverage = new Coverage(folder.policies, set);
  const outcomes = folder.tests.map((test): PolicyTestOutcome => {
    try {
      const { name: _, entities: own, ...request } = test;
      const asked = { ...request, entities: own.length === 0 ? known.all : known.with(own) };
      const decision = set.decide(asked);
      coverage.saw(set.requestOf(asked), decision);
      return { test, failure: failureOf(test, decision) };
    } catch (error) {
      return { test, failure: sentenceOf(error) };
    }
  });
  return { outcomes, coverage: coverage.report() };
}

function failureOf({ expect, because, errors: foreseen }: PolicyTest, decision: Decision): string | undefined {
  const { determining, errors } = decision;
  const by = determining.length === 0 ? 'no policy speaks for it' : `by ${determining.join(', ')}`;
  if (decision.decision !== expect) return `expected ${expect}, got ${decision.decision}: ${by}`;
  if (because !== undefined && !sameNames(because, determining))
    return `expected ${expect} by ${because.join(', ') || 'no policy'}, got it another way: ${by}`;
  const surprise = errors.find(({ policy }) => !foreseen.includes(policy));
  if (surprise !== undefined)
    return `the policy ${surprise.policy} could not be evaluated and was passed over: ${surprise.message}`;
  const missing = foreseen.find((policy) => !errors.some((error) => error.policy === policy));
  return missing === undefined ? undefined : `the policy ${missing} was expected to have no value, and has one`;
}

const sameNames = (some: readonly string[], others: readonly string[]): boolean =>
  some.toSorted().join('\n') === others.toSorted().join('\n');
