import { record, type Claim, type FindingsContext } from '#findings';
import type { Rule } from '#sigma';
import { apply, type Applied } from './apply.ts';
import type { Claimed } from './book.ts';
import type { Beside } from '#baselines';
import type { Delivered, Detector } from './detector.ts';
import type { Judge } from './judge.ts';
import { settle } from './settle.ts';
import { settleGiven } from './settle-given.ts';
import { settleBaselines } from './settle-baselines.ts';
import { settleHabits } from './settle-habits.ts';
import { settleSequences } from './settle-sequences.ts';
import { settleWindows } from './settle-windows.ts';
import type { Span } from './sheet.ts';
import { leanClaims } from './signal.ts';
import { sweep } from './sweep.ts';
import { lookAgain } from './look-again.ts';
import type { ThreatLists } from './threat-lists.ts';

/** What a detector judges with, and where it records. */
export interface DetectorParts extends FindingsContext {
  readonly judge: Judge;
  /** Those that come with Yagura alone, when absent. */
  readonly lists?: ThreatLists | undefined;
  /** What baselines need to know beside the logs; without it they are not asked. */
  readonly beside?: Beside | undefined;
}

/** A detector that can also judge by one rule what is in the lake already. */
export interface LakeDetector extends Required<Detector> {
  apply(claimed: Claimed, rule: Rule): Promise<Applied>;
  /** Holds lists that changed against what happened before; day by day, so that an import need not wait for all. */
  lookAgain(): AsyncIterable<unknown>;
}

/** A detector over a lake and a store. */
export function openDetector(parts: DetectorParts): LakeDetector {
  // INVARIANT: one after the other; of two that look at the same windows the later one must have the last word.
  let settling: Promise<unknown> = Promise.resolve();
  const lean = leanClaims(parts.judge.book.correlations);
  const claims = (delivered: Delivered): Claim[] => parts.judge.claims(delivered).map(lean);
  return {
    claims,
    judge: (batch, claimed = []) => record([...claimed, ...batch.flatMap(claims)], parts),
    sweep: (imported) => sweep(imported, parts),
    apply: (claimed, rule) => apply(claimed, rule, parts),
    settle: async (spans, again) => {
      const settled = settling.then(() => settleAll(spans, parts, again));
      settling = settled.catch(() => undefined);
      await settled;
    },
    lookAgain: () => lookAgain(parts.clock.now().getTime(), parts),
  };
}

async function settleAll(spans: readonly Span[], parts: DetectorParts, again = false): Promise<void> {
  for (const span of spans) await settle(span, parts);
  await settleWindows(spans, parts, again);
  await settleBaselines(spans, parts, again);
  await settleGiven(parts);
  await settleHabits(spans, parts);
  await settleSequences(spans, parts);
}
