import type { PageTokens } from '#aws';
import type { Clock, Log } from '#kernel';
import type { Store } from '#store';
import type { Lake } from '#lake';
import type { CedarWorker } from './cedar-worker.ts';
import type { DecisionLog } from './decision-log.ts';
import type { ReadyStores } from './ready-stores.ts';
import type { TokenKeys } from './token-keys.ts';
import type { Witness } from './witness.ts';

/** Where policy stores are kept. */
export interface AuthzRecords {
  readonly store: Store;
  readonly clock: Clock;
}

/** What the operations of this room are answered with. */
export interface AuthzContext extends AuthzRecords {
  readonly log: Log;
  /** Absent where nothing but decisions is wanted: then there is no decision log. */
  readonly lake: Lake | undefined;
  readonly pageTokens: PageTokens;
  readonly authz: Authz;
}

/** What statements are judged with. */
export interface Judging {
  readonly cedar: CedarWorker;
  /** Whether the service's own limits hold, and impossible policies are refused. */
  readonly strict: boolean;
}

/** What this room keeps while the program runs. */
export interface Authz extends Judging, AsyncDisposable {
  readonly ready: ReadyStores;
  readonly keys: TokenKeys;
  readonly decisions: DecisionLog;
  readonly witness: Witness;
}
