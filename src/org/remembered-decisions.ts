import type { Decision } from '#aws';
import type { PoliciesInForce } from './policies.ts';
import type { Wish } from './question.ts';

const most = 20_000;

/** By the action, then by what it is done to. */
type Known = Map<string, Map<string, Decision>>;

/**
 * Decisions that were made already by the same policies: the same caller asks the same thing thousands of times a
 * second. Nothing is remembered when a policy looks at the circumstances of a call, for those differ each time.
 */
export class RememberedDecisions {
  /** By who asks. */
  #known = new Map<string, Known>();
  /** The same by the object that the caller is: for an access key it is one while the key is known. */
  #atHand = new WeakMap<Wish['caller'], Known>();
  #count = 0;
  #by: PoliciesInForce | undefined;

  recall(wish: Wish, policies: PoliciesInForce, decide: () => Decision): Decision {
    if (policies.heedCircumstances) return decide();
    if (this.#by !== policies || this.#count >= most) this.#forget(policies);
    const known = this.#atHand.get(wish.caller) ?? this.#of(wish.caller);
    const target = targetOf(wish);
    const ofAction = known.get(wish.action) ?? new Map<string, Decision>();
    const before = ofAction.get(target);
    if (before !== undefined) return before;
    const decision = decide();
    known.set(wish.action, ofAction.set(target, decision));
    this.#count += 1;
    return decision;
  }

  #of(caller: Wish['caller']): Known {
    const key = callerKey(caller);
    const known = this.#known.get(key) ?? new Map<string, Map<string, Decision>>();
    this.#known.set(key, known);
    this.#atHand.set(caller, known);
    return known;
  }

  #forget(policies: PoliciesInForce): void {
    this.#known = new Map();
    this.#atHand = new WeakMap();
    this.#count = 0;
    this.#by = policies;
  }
}

/** INVARIANT: this, the action and the target are all of a wish that goes into the question, but its circumstances. No part holds a space. */
const callerKey = ({ arn, name, role, account }: Wish['caller']): string => `${arn} ${name} ${role} ${account}`;

function targetOf({ on }: Wish): string {
  if (on === 'everything') return on;
  return 'assume' in on ? `${on.assume.role}@${on.assume.account}` : on.account;
}
