/** What is at hand, or will be: whoever is asked ten thousand times a second need not wait for what is there. */
export type Soon<T> = T | Promise<T>;

/** Goes on with a value: at once where it is at hand. */
export const whenThere = <T, Used>(value: Soon<T>, use: (value: T) => Soon<Used>): Soon<Used> =>
  value instanceof Promise ? later(value, use) : use(value);

/** Apart, so that nothing is made for a value that is at hand. */
const later = <T, Used>(value: Promise<T>, use: (value: T) => Soon<Used>): Promise<Used> =>
  value.then((there) => use(there));

/** Does something, and gives what it throws, now or later, to `otherwise`. */
export function orElse<T>(work: () => Soon<T>, otherwise: (error: unknown) => Soon<T>): Soon<T> {
  try {
    const value = work();
    return value instanceof Promise ? value.catch(otherwise) : value;
  } catch (error) {
    return otherwise(error);
  }
}
