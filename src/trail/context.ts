import type { PageTokens } from '#aws';
import type { Lake } from '#lake';

/** What queries of users are answered with. */
export interface TrailContext {
  readonly lake: Lake;
  readonly limits: { readonly seconds: number; readonly memoryMegabytes: number; readonly rows: number };
  readonly pageTokens: PageTokens;
}
