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

/** Counts what policies say to one request. It is used again for the next. */
export class Tally {
  private readonly permits: CompiledPolicy[] = [];
  private readonly forbids: CompiledPolicy[] = [];
  private readonly errors: { readonly policy: CompiledPolicy; readonly error: EvaluationError }[] = [];

  /** Asks each of some policies whose scope is fulfilled. One that has no value is skipped and reported. */
  ask(policies: readonly CompiledPolicy[], request: CedarRequest): void {
    for (const policy of policies) {
      try {
        if (policy.test === undefined || policy.test(request))
          (policy.permits ? this.permits : this.forbids).push(policy);
      } catch (error) {
        if (!(error instanceof EvaluationError)) throw error;
        this.errors.push({ policy, error });
      }
    }
  }

  /** One forbid outweighs every permit; without either the answer is no. Afterwards the tally is empty. */
  decision(): Decision {
    const denied = this.forbids.length > 0;
    const determining = denied ? this.forbids : this.permits;
    const decision = !denied && determining.length > 0 ? 'allow' : 'deny';
    const result = this.errors.length === 0 ? usual(determining) : undefined;
    const whole = result ?? { decision, determining: idsOf(determining), errors: this.reported() };
    this.clear();
    return whole;
  }

  /** Also after something was thrown that is no EvaluationError. */
  clear(): void {
    this.permits.length = 0;
    this.forbids.length = 0;
    this.errors.length = 0;
  }

  private reported(): PolicyError[] {
    return this.errors
      .toSorted((one, other) => one.policy.place - other.policy.place)
      .map(({ policy, error }) => ({ policy: policy.policy.id, message: error.message }));
  }
}

const idsOf = (policies: readonly CompiledPolicy[]): string[] =>
  policies.toSorted((one, other) => one.place - other.place).map(({ policy }) => policy.id);

const nothing: Decision = Object.freeze({
  decision: 'deny',
  determining: Object.freeze([]),
  errors: Object.freeze([]),
});

/** The two results that nearly all decisions have are made once: nothing permits, or one policy decides. */
function usual([first, ...more]: readonly CompiledPolicy[]): Decision | undefined {
  if (first === undefined) return nothing;
  return more.length === 0 ? first.alone : undefined;
}
