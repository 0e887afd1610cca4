/** Digits enough for a whole number beyond 2^53. */
const maybeLarge = /\d{16}/;
const token = /"(?:[^"\\]|\\[^])*"|-?\d[\d.eE+-]*/g;
const whole = /^-?(?:0|[1-9]\d*)$/;

/**
 * As `JSON.parse`, but whole numbers beyond 2^53, which it would round, come as bigints. Throws its `SyntaxError`.
 * They pass through `JSON.parse` as texts that begin with a mark, which no text of the JSON does.
 */
export function parseExactJson(text: string): unknown {
  const json: unknown = JSON.parse(text);
  if (!maybeLarge.test(text)) return json;
  const mark = markNotIn(JSON.stringify(json));
  const marked = text.replaceAll(token, (found) => (isLarge(found) ? `"${mark}${found}"` : found));
  return JSON.parse(marked, (_name, value: unknown) =>
    typeof value === 'string' && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
  );
}

/** As `JSON.stringify`, and bigints are written as the whole numbers that they are. `space` indents as it does. */
export function exactJsonText(value: unknown, space?: number): string {
  try {
    return JSON.stringify(value, undefined, space);
  } catch (error) {
    if (error instanceof TypeError) return withBigints(value, space); // it knows no bigints
    throw error;
  }
}

function withBigints(value: unknown, space: number | undefined): string {
  const mark = markNotIn(JSON.stringify(value, (_name, inner: unknown) => (typeof inner === 'bigint' ? null : inner)));
  const text = JSON.stringify(
    value,
    (_name, inner: unknown) => (typeof inner === 'bigint' ? `${mark}${inner}` : inner),
    space,
  );
  return text.replaceAll(new RegExp(`"${mark}(-?\\d+)"`, 'g'), '$1');
}

const isLarge = (found: string): boolean => whole.test(found) && !Number.isSafeInteger(Number(found));

function markNotIn(text: string): string {
  let mark = 'whole:';
  while (text.includes(mark)) mark += ':';
  return mark;
}
