import type { Clock, Config } from '#kernel';
import type { Store } from '#store';
import { CedarWorker } from './cedar-worker.ts';
import type { Authz } from './context.ts';
import { ReadyStores } from './ready-stores.ts';
import { TokenKeys } from './token-keys.ts';

/** Opens what this room keeps while the program runs. */
export function openAuthz(parts: {
  readonly store: Store;
  readonly clock: Clock;
  readonly config: Config['authz'];
}): Authz {
  const { store, clock, config } = parts;
  const cedar = new CedarWorker(config.validationSeconds);
  return {
    cedar,
    ready: new ReadyStores({ store, clock, cedar }),
    keys: new TokenKeys(config.keyFiles, clock),
    strict: config.serviceLimits,
    [Symbol.asyncDispose]: () => cedar[Symbol.asyncDispose](),
  };
}
