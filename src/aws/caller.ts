import { stableId, type Language } from '#kernel';

/** What a caller may do: Cedar's policies say it in full, see content/policies. */
export type Role = 'administrator' | 'analyst' | 'responder' | 'auditor' | 'member';

/** Who calls an operation, after sign-in or a verified signature. */
export interface Caller {
  /** `arn:aws:iam::111122223333:user/aiko` or `arn:aws:sts::111122223333:assumed-role/NAME/SESSION`. */
  readonly arn: string;
  /** The 12 digits of the account that the caller belongs to. */
  readonly account: string;
  /** The name shown to people and written into histories. */
  readonly name: string;
  readonly role: Role;
  /** The unique identifier that CloudTrail calls `principalId`: `AIDA...`, or `AROA...:SESSION`. */
  readonly userId: string;
  /** The access key that signed the request; empty on the page. */
  readonly accessKey: string;
  /** Id of the sign-in on the page; absent with a key. */
  readonly session?: string;
  /** In which language the holder of an access key is answered; absent on the page, which asks for both. */
  readonly language?: Language;
}

/** The account of a fresh installation, before any real one is configured. */
export const localAccount = '000000000000';

/** Somebody of this installation itself, who has no access key: a person on the page, a push token, the command line. */
export const localCaller = (name: string, role: Role, account = localAccount): Caller => ({
  arn: `arn:aws:iam::${account}:user/${name}`,
  account,
  name,
  role,
  userId: `AIDA${stableId(account, name).slice(0, 17).toUpperCase()}`,
  accessKey: '',
});

/** One call: who, from where, when. It goes through authorisation, handler and audit. */
export interface Call {
  readonly caller: Caller;
  /** The Region that the request was signed for; the configured one on the page. */
  readonly region: string;
  /** A UUID, sent back as `x-amzn-requestid`. */
  readonly requestId: string;
  readonly sourceAddress: string;
  readonly userAgent: string;
  readonly at: Date;
  /** Aborted when the page no longer waits for the answer; absent where nobody says so. */
  readonly left?: AbortSignal;
}
