import type { Decision } from '#aws';
import type { PoliciesInForce } from './policies.ts';
import type { Wish } from './question.ts';

const most = 20_000;

/**
 * Decisions that were made already by the same policies: the same caller asks the same thing thousands of times a
 * second. Nothing is remembered when a policy looks at the circumstances of a call, for those differ each time.
 */
export class RememberedDecisions {
  readonly #known = new Map<string, Decision>();
  #by: PoliciesInForce | undefined;

  recall(wish: Wish, policies: PoliciesInForce, decide: () => Decision): Decision {
    if (policies.heedCircumstances) return decide();
    if (this.#by !== policies || this.#known.size >= most) this.#known.clear();
    this.#by = policies;
    const key = keyOf(wish);
    const known = this.#known.get(key) ?? decide();
    this.#known.set(key, known);
    return known;
  }
}

/** INVARIANT: everything of a wish that goes into the question, but its circumstances. No part holds a space. */
function keyOf({ caller, action, on }: Wish): string {
  const { arn, name, role, account } = caller;
  const scope = on === 'everything' ? on : 'assume' in on ? `${on.assume.role}@${on.assume.account}` : on.account;
  return `${arn} ${name} ${role} ${account} ${action} ${scope}`;
}
