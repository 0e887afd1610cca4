import { analyseInTurns, type PolicyRemark } from './analysis/analyse.ts';
import type { PolicySet } from './engine/policy-set.ts';

/** Policies that are compared with each other: their pairs take some microseconds each. */
export const mostAnalysed = 300;

const known = new WeakMap<PolicySet, Promise<PolicyRemark[]>>();

/** What is proven of the policies of a set, once for each: whoever asks again gets the same. */
export function remarksOf(set: PolicySet): Promise<PolicyRemark[]> {
  const remarks = known.get(set) ?? analyseInTurns(set, mostAnalysed);
  known.set(set, remarks);
  return remarks;
}
