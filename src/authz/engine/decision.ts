import type { CompiledPolicy } from './compiled-policy.ts';
import { EvaluationError } from './evaluation-error.ts';
import type { CedarRequest } from './request.ts';

/** What a set of policies says to a request. */
export interface Decision {
  readonly decision: 'allow' | 'deny';
  /**
   * Ids of the policies that made the decision: the permits of an `allow`, the forbids of a `deny`.
   * None where nothing permits.
   */
  readonly determining: readonly string[];
  /** Policies that could not be evaluated and were skipped. */
  readonly errors: readonly PolicyError[];
}

export interface PolicyError {
  readonly policy: string;
  readonly message: string;
}

/** Counts what policies say to one request. It is used again for the next, and then allocates nothing. */
export class Tally {
  private readonly permits: CompiledPolicy[] = [];
  private readonly forbids: CompiledPolicy[] = [];
  private readonly errors: { readonly policy: CompiledPolicy; readonly error: EvaluationError }[] = [];
  private permitted = 0;
  private forbidden = 0;

  /** Before each request. */
  clear(): void {
    this.permitted = 0;
    this.forbidden = 0;
    if (this.errors.length > 0) this.errors.length = 0;
  }

  /** Asks policies whose scope is fulfilled, if there are any. One that has no value is skipped and reported. */
  ask(policies: readonly CompiledPolicy[] | undefined, request: CedarRequest): void {
    if (policies === undefined) return;
    for (const policy of policies) {
      try {
        if (policy.test === undefined || policy.test(request)) this.count(policy);
      } catch (error) {
        this.errors.push({ policy, error: evaluationErrorOf(error) });
      }
    }
  }

  /** One forbid outweighs every permit; without either the answer is no. */
  decision(): Decision {
    if (this.errors.length === 0 && this.forbidden + this.permitted === 0) return nothing;
    const [policies, count] = this.forbidden > 0 ? [this.forbids, this.forbidden] : [this.permits, this.permitted];
    const [first] = policies;
    if (this.errors.length === 0 && count === 1 && first !== undefined) return first.alone;
    return {
      decision: policies === this.permits && count > 0 ? 'allow' : 'deny',
      determining: inOrder(policies.slice(0, count)).map(({ policy }) => policy.id),
      errors: this.errors
        .toSorted((one, other) => one.policy.place - other.policy.place)
        .map(({ policy, error }) => ({ policy: policy.policy.id, message: error.message })),
    };
  }

  private count(policy: CompiledPolicy): void {
    if (policy.permits) this.permits[this.permitted++] = policy;
    else this.forbids[this.forbidden++] = policy;
  }
}

/** Why a policy has no value; what is too deep for the stack has none either, as with Cedar. Throws whatever else it is. */
function evaluationErrorOf(error: unknown): EvaluationError {
  if (error instanceof EvaluationError) return error;
  if (error instanceof RangeError) return new EvaluationError('depth', 'recursion limit reached');
  throw error;
}

const inOrder = (policies: readonly CompiledPolicy[]): CompiledPolicy[] =>
  policies.toSorted((one, other) => one.place - other.place);

/** The two results that nearly all decisions have are made once: nothing permits, or one policy decides. */
const nothing: Decision = Object.freeze({
  decision: 'deny',
  determining: Object.freeze([]),
  errors: Object.freeze([]),
});
