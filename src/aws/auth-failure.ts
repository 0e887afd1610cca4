/** Why a signature was refused. `error-names.ts` says what each protocol calls these. */
export type AuthFailureKind =
  | 'missing'
  | 'incomplete'
  | 'unknownKey'
  | 'mismatch'
  | 'skewed'
  | 'presignedEnded'
  | 'tokenInvalid'
  | 'tokenEnded'
  | 'unsupported';

/** A request that is not known to come from the holder of a key. The message tells the caller what to mend. */
export class AuthFailure extends Error {
  override readonly name = 'AuthFailure';
  readonly kind: AuthFailureKind;

  constructor(kind: AuthFailureKind, message: string) {
    super(message);
    this.kind = kind;
  }
}
