import type { Knowledge } from '#attack';
import type { Lake } from '#lake';
import type { Store } from '#store';
import type { RulesInForce } from './in-force.ts';
import type { TestsApart } from './tests-apart.ts';

/** What the operations on rules are answered with. */
export interface DetectContext {
  readonly inForce: RulesInForce;
  readonly lake: Lake;
  readonly store: Store;
  readonly knowledge: Knowledge;
  readonly testsApart: TestsApart;
}
