/** What is at hand, or will be: whoever is asked ten thousand times a second need not wait for what is there. */
export type Soon<T> = T | Promise<T>;

/** Goes on with a value: at once where it is at hand. */
export const whenThere = <T, Used>(value: Soon<T>, use: (value: T) => Soon<Used>): Soon<Used> =>
  value instanceof Promise ? value.then((there) => use(there)) : use(value);
