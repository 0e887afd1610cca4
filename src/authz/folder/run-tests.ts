import { textOf, type Text } from '#kernel';
import type { Decision } from '../engine/decision.ts';
import { Coverage, type CoverageReport } from './coverage.ts';
import type { PolicyTest } from './folder-tests.ts';
import { LoadedEntities } from './loaded-entities.ts';
import { policySetOf, type PolicyFolder } from './policy-folder.ts';

export interface PolicyTestOutcome {
  readonly test: PolicyTest;
  /** Nothing where the test passed; what was otherwise where it did not. */
  readonly failure: Text | undefined;
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
      return { test, failure: textOf(error) };
    }
  });
  return { outcomes, coverage: coverage.report() };
}

function failureOf(test: PolicyTest, decision: Decision): Text | undefined {
  return otherDecision(test, decision) ?? otherErrors(test, decision);
}

function otherDecision({ expect, because }: PolicyTest, { decision, determining }: Decision): Text | undefined {
  const names = determining.join(', ');
  const by = names === '' ? 'no policy speaks for it' : `by ${names}`;
  const japaneseBy = names === '' ? '効いたポリシーはありません' : `効いたポリシー: ${names}`;
  if (decision !== expect)
    return {
      en: `expected ${expect}, got ${decision}: ${by}`,
      ja: `期待は ${expect}、結果は ${decision} です。${japaneseBy}`,
    };
  if (because === undefined || sameNames(because, determining)) return undefined;
  return {
    en: `expected ${expect} by ${because.join(', ') || 'no policy'}, got it another way: ${by}`,
    ja: `${expect} の理由が期待（${because.join(', ') || 'ポリシーなし'}）と違います。${japaneseBy}`,
  };
}

function otherErrors({ errors: foreseen }: PolicyTest, { errors }: Decision): Text | undefined {
  const surprise = errors.find(({ policy }) => !foreseen.includes(policy));
  if (surprise !== undefined)
    return {
      en: `the policy ${surprise.policy} could not be evaluated and was passed over: ${surprise.message}`,
      ja: `ポリシー ${surprise.policy} は評価できず、飛ばされました: ${surprise.message}`,
    };
  const missing = foreseen.find((policy) => !errors.some((error) => error.policy === policy));
  if (missing === undefined) return undefined;
  return {
    en: `the policy ${missing} was expected to have no value, and has one`,
    ja: `ポリシー ${missing} は評価できないはずでしたが、評価できました`,
  };
}

const sameNames = (some: readonly string[], others: readonly string[]): boolean =>
  some.toSorted().join('\n') === others.toSorted().join('\n');
