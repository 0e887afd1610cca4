/** What goes into an operation that needs nothing, or comes out of one that tells nothing. */
export type Nothing = Record<string, never>;
