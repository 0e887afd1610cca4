/**
 * web: the page and its calls over HTTP. Sign-in, `POST /call/:service/:operation`, `POST /push`, the built console.
 *
 * Invariant: without a session nothing is called, without a push token nothing is pushed, and neither is kept
 * but as a hash. A request under a foreign name or from a foreign page is refused before anything else.
 * Called by main.
 */
import { folder } from '#kernel';
import type { Bindable } from '#aws';
import type { WebContext } from './tokens.ts';

export { openWeb, type Web, type WebParts } from './web.ts';
export type { HandedOver } from './imports.ts';
export { signInLink } from './sign-in-links.ts';
export { webMigrations } from './tables.ts';
export const webOperations = (): Promise<Bindable<WebContext>[]> => folder(new URL('operations/', import.meta.url));
