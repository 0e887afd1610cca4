/** Why an expression has no value. */
export type EvaluationErrorKind =
  | 'type'
  | 'attribute'
  | 'tag'
  | 'entity'
  | 'overflow'
  | 'extension'
  | 'arity'
  | 'depth';

/**
 * Thrown where an expression has no value; the policy is then skipped and reported, as Cedar does.
 * No `Error`: policies err in everyday decisions, and taking the stack would cost six times the throw (bench/authz).
 */
export class EvaluationError {
  readonly kind: EvaluationErrorKind;
  readonly message: string;

  /** Why a function of an extension has no value, in Cedar's words. */
  static ofExtension(name: string, why: string): EvaluationError {
    return new EvaluationError('extension', `error while evaluating \`${name}\` extension function: ${why}`);
  }

  constructor(kind: EvaluationErrorKind, message: string) {
    this.kind = kind;
    this.message = message;
  }
}
