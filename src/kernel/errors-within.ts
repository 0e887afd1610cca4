/** What was thrown and what it wraps, the innermost first. Of addresses that all refuse, the errors stand in a list. */
export function errorsWithin(thrown: unknown, depth = 0): Error[] {
  if (!(thrown instanceof Error) || depth > 5) return [];
  const several: readonly unknown[] = thrown instanceof AggregateError ? thrown.errors : [];
  return [thrown.cause, ...several].flatMap((one) => errorsWithin(one, depth + 1)).concat(thrown);
}

/** The code that an error bears, '' for none. */
export const ownCode = (error: Error): string => ('code' in error ? String(error.code) : '');
