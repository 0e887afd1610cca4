import type { PageTokens } from '#aws';
import type { Clock, Log } from '#kernel';
import type { Store } from '#store';
import type { CedarWorker } from './cedar-worker.ts';
import type { ReadyStores } from './ready-stores.ts';
import type { TokenKeys } from './token-keys.ts';

/** Where policy stores are kept. */
export interface AuthzRecords {
  readonly store: Store;
  readonly clock: Clock;
}

/** What the operations of this room are answered with. */
export interface AuthzContext extends AuthzRecords {
  readonly log: Log;
  readonly pageTokens: PageTokens;
  readonly authz: Authz;
}

/** What this room keeps while the program runs. */
export interface Authz extends AsyncDisposable {
  readonly cedar: CedarWorker;
  readonly ready: ReadyStores;
  readonly keys: TokenKeys;
  /** Whether the service's own limits hold, and impossible policies are refused. */
  readonly strict: boolean;
}
