import type { PageTokens } from '#aws';
import type { Clock } from '#kernel';
import type { Lake } from '#lake';

/** What searches of events are answered with. */
export interface EventsContext {
  readonly lake: Lake;
  readonly clock: Clock;
  readonly limits: { readonly seconds: number; readonly memoryMegabytes: number; readonly rows: number };
  /** What people call the files that delivered events, by their identity. */
  readonly pathsOf: (identities: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** What queries of users are answered with. */
export interface TrailContext extends EventsContext {
  readonly pageTokens: PageTokens;
}
