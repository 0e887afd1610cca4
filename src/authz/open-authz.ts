import type { Clock, Config, Log } from '#kernel';
import type { Lake } from '#lake';
import type { Store } from '#store';
import { CedarWorker } from './cedar-worker.ts';
import type { Authz } from './context.ts';
import { DecisionLog } from './decision-log.ts';
import type { EngineDifference } from './engine-difference.ts';
import { ReadyStores } from './ready-stores.ts';
import { TokenKeys } from './token-keys.ts';
import { Witness } from './witness.ts';

/** What this room stands on. */
export interface AuthzParts {
  readonly store: Store;
  /** Where the decision log is kept. */
  readonly lake: Lake | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly config: Config['authz'];
  /** From 0 to below 1: which decisions are logged and compared. */
  readonly random: () => number;
  /** Told when Cedar's own engine decides otherwise than Yagura's. */
  readonly differed: (difference: EngineDifference) => void;
}

/** Opens what this room keeps while the program runs. */
export function openAuthz({ store, lake, clock, log, config, random, differed }: AuthzParts): Authz {
  const { serviceLimits: strict, compareShare } = config;
  const cedar = new CedarWorker(config.validationSeconds);
  const decisions = new DecisionLog(lake, log);
  const ready = new ReadyStores({ store, clock, log, cedar, strict });
  const changed = (): void => ready.changed();
  return {
    cedar,
    strict,
    ready,
    keys: new TokenKeys(config.keyFiles, clock),
    decisions,
    witness: new Witness({ cedar, decisions, store, clock, log, random, compareShare, differed, changed }),
    async [Symbol.asyncDispose]() {
      await cedar[Symbol.asyncDispose]();
      await decisions[Symbol.asyncDispose]();
    },
  };
}
