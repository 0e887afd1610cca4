import { setImmediate } from 'node:timers/promises';
import type { Text } from '#kernel';
import type { PolicySet } from '../engine/policy-set.ts';
import type { Policy } from '../engine/policy.ts';
import { openFormulas } from '../questions/formula.ts';
import { conditionOf } from '../questions/policy-condition.ts';
import { factReader } from './facts.ts';
import { claimMaker, Prover, type Claim } from './implication.ts';
import { isTotal } from './total.ts';

/** Something that is proven of a policy: it could be taken away, and no decision would change. */
export interface PolicyRemark {
  /**
   * `never`: no request fulfils it. `duplicate`: the other is fulfilled by just the same requests. `shadowed`: the other,
   * of the same effect, is fulfilled whenever this is. `overruled`: it permits only what the other forbids.
   */
  readonly kind: 'never' | 'duplicate' | 'shadowed' | 'overruled';
  readonly policy: string;
  readonly other: string | undefined;
  readonly reason: Text;
}

/** Pairs of policies that are compared; with more policies than this allows, the first ones are. */
const most = 25_000_000;

/**
 * What can be proven of policies without any entities: whatever the request and the entities are, if they keep to the
 * schema. What is not said may be so all the same.
 */
export const analyse = (set: PolicySet): PolicyRemark[] => [...judgements(set, set.policies)].flat();

/** The same of the first policies alone, one policy after the other, so that whatever else waits has its turn between them. */
export async function analyseInTurns(set: PolicySet, mostPolicies: number): Promise<PolicyRemark[]> {
  const found: PolicyRemark[] = [];
  for (const remarks of judgements(set, set.policies.slice(0, mostPolicies))) {
    found.push(...remarks);
    await setImmediate();
  }
  return found;
}

/** What is proven of each of the policies, in their order. */
function* judgements(set: PolicySet, policies: readonly Policy[]): Generator<PolicyRemark[]> {
  const when = openFormulas(isTotal);
  const claimOf = claimMaker(factReader(set));
  const judged = policies.flatMap((policy) =>
    ifNotTooDeep(() => ({ policy, claim: claimOf(when(conditionOf(policy), true)) })),
  );
  const prover = new Prover();
  const compared = judged.slice(0, Math.floor(Math.sqrt(most)));
  for (const [place, one] of judged.entries()) {
    if (prover.isImpossible(one.claim)) yield [remarkOf('never', one.policy)];
    else yield comparedWith(one, place, { compared, prover }).slice(0, 1);
  }
}

/** Nothing is proven of a policy that is too deep for the stack. */
function ifNotTooDeep(judge: () => Judged): Judged[] {
  try {
    return [judge()];
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

interface Judged {
  readonly policy: Policy;
  readonly claim: Claim;
}

function comparedWith(
  one: Judged,
  place: number,
  { compared, prover }: { readonly compared: readonly Judged[]; readonly prover: Prover },
): PolicyRemark[] {
  return compared.flatMap((other, otherPlace) => {
    const overruled = one.policy.effect === 'permit' && other.policy.effect === 'forbid';
    if (other === one || (!overruled && one.policy.effect !== other.policy.effect)) return [];
    if (!prover.implies(one.claim, other.claim)) return [];
    if (overruled) return [remarkOf('overruled', one.policy, other.policy)];
    if (!prover.implies(other.claim, one.claim)) return [remarkOf('shadowed', one.policy, other.policy)];
    return otherPlace < place ? [remarkOf('duplicate', one.policy, other.policy)] : [];
  });
}

const reasons: Readonly<Record<PolicyRemark['kind'], (policy: string, other: string) => Text>> = {
  never: (policy) => ({
    en: `No request can fulfil ${policy}: what it asks contradicts itself. Mend it, or take it away.`,
    ja: `${policy} を満たすリクエストはありません。条件どうしが矛盾しています。直すか、削除してください。`,
  }),
  duplicate: (policy, other) => ({
    en: `${policy} is fulfilled by just the requests that fulfil ${other}. One of them is enough.`,
    ja: `${policy} を満たすリクエストは ${other} を満たすものとまったく同じです。どちらか一方で足ります。`,
  }),
  shadowed: (policy, other) => ({
    en: `Whatever fulfils ${policy} fulfils ${other} too, which has the same effect. Without ${policy} nothing changes.`,
    ja: `${policy} を満たすものは、同じ効果の ${other} も必ず満たします。${policy} がなくても判定は変わりません。`,
  }),
  overruled: (policy, other) => ({
    en: `${other} forbids everything that ${policy} permits, so that it permits nothing. Narrow the one, or take the other away.`,
    ja: `${policy} が許可するものはすべて ${other} が禁止するため、何も許可されません。${other} の範囲を狭めるか、${policy} を削除してください。`,
  }),
};

const remarkOf = (kind: PolicyRemark['kind'], { id }: Policy, other?: Policy): PolicyRemark => ({
  kind,
  policy: id,
  other: other?.id,
  reason: reasons[kind](id, other?.id ?? ''),
});
