import type { Soon } from '#kernel';
import type { Call, Caller } from './caller.ts';

/** An access key as the front needs it to verify a signature. */
export interface Credential {
  /** The secret access key in clear: HMAC needs it back. */
  readonly secret: string;
  /** Given when the key is temporary: requests must carry exactly this token. */
  readonly sessionToken?: string | undefined;
  /** When the key ends; never, when left out. */
  readonly expires?: Date | undefined;
  /** True for a key that was revoked, or whose person may not come in any more. Its secret verifies nothing. */
  readonly revoked?: boolean;
  readonly caller: Caller;
}

/** What a caller wants to do. */
export interface Request {
  readonly caller: Caller;
  /** `guardduty:ListFindings`, as IAM writes actions. */
  readonly action: string;
  /** The 12 digits of the account whose data it touches. */
  readonly account: string;
  /** What authorisation may look at beside: where the call comes from, and its Region. */
  readonly context: { readonly region: string; readonly sourceAddress: string; readonly at: Date };
}

/** Whether a caller may, and if not, why: a clause that follows "because". */
export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

/** One call as the audit keeps it. Input and output are whole: what of them is a secret, the audit leaves out. */
export interface AuditRecord {
  readonly call: Call;
  readonly service: string;
  readonly operation: string;
  readonly input: unknown;
  /** What was answered; absent when the call failed or was denied. */
  readonly output?: unknown;
  /** The service's error, such as `AccessDeniedException`; absent when all went well. */
  readonly errorCode?: string;
  readonly errorMessage?: string;
}

/** What stands between the wire and every operation. Main hands it to the front; org implements it. */
export interface Door {
  /** The key with this id, also a revoked one; nothing when it is unknown, or ended for so long that it is forgotten. */
  credentialOf(accessKeyId: string): Soon<Credential | undefined>;
  authorise(request: Request): Soon<Decision>;
  /** Takes the record; never throws. */
  audit(record: AuditRecord): void;
  /** Keeps the records that were taken, so that `kill -9` does not lose them; called before their calls are answered. Never throws. */
  keepRecords(): void;
}
