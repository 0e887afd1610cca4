import { record, type FindingsContext } from '#findings';
import type { Detector } from './detector.ts';
import type { Judge } from './judge.ts';
import { settle } from './settle.ts';
import { leanSignals } from './signal.ts';
import { sweep } from './sweep.ts';

/** What a detector judges with, and where it records. */
export interface DetectorParts extends FindingsContext {
  readonly judge: Judge;
}

/** A detector over a lake and a store. */
export function openDetector(parts: DetectorParts): Detector {
  const lean = leanSignals(parts.judge.book.correlations);
  return {
    rulesFor: ({ source, fields }) => parts.judge.set.match(source, fields),
    judge: (batch) =>
      record(
        batch.flatMap((delivered) => parts.judge.claims(delivered).map(lean)),
        parts,
      ),
    sweep: (imported) => sweep(imported, parts),
    settle: (from, to) => settle({ from, to }, parts),
  };
}
