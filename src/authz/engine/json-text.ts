import { JsonCursor } from './json-cursor.ts';
import { Misread } from './misread.ts';

/**
 * Reads JSON without losing a digit: whole numbers beyond 2^53 come as bigints, while `JSON.parse` rounds them and
 * decisions would then be wrong. What no value of Cedar can be is refused: fractions, exponents, more than 64 bits,
 * one name twice in one object. Throws a Misread that says the line and column.
 */
export const parseJsonText = (text: string): unknown => readJson(text, (cursor) => cursor.value());

/** Reads the whole of a text. Throws a Misread that says the line and column, and the way there. */
export function readJson<Result>(text: string, read: (cursor: JsonCursor) => Result): Result {
  const cursor = new JsonCursor(text);
  try {
    const result = read(cursor);
    cursor.end();
    return result;
  } catch (error) {
    throw error instanceof Misread ? placed(error, cursor) : error;
  }
}

/** Says of what could not be read where the cursor stands: the line and column, and the way there. */
export function placed(error: Misread, { text, at }: JsonCursor): Misread {
  const { line, column } = lineAndColumn(text, at);
  error.message += `, in line ${line}, column ${column}`;
  error.path.push(...wayTo(text.slice(0, at)));
  return error;
}

/** Line and column of a place in a text, both from 1. */
export function lineAndColumn(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/**
 * The names and numbers that lead to the end of what could be read. It is found out when something was wrong, so that
 * reading keeps no account of it.
 */
function wayTo(read: string): string[] {
  const way: Step[] = [];
  const tokens = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\],]/g;
  for (const [token, named] of read.matchAll(tokens)) {
    const inside = way.at(-1);
    if (named !== undefined && inside !== undefined) inside.step = String(JSON.parse(token.replace(/\s*:$/, '')));
    else moves[token]?.(way, inside);
  }
  return way.map(({ step }) => step).filter((step) => step !== '');
}

/** Where one stands in an object or a list that was entered. */
interface Step {
  readonly list: boolean;
  step: string;
}

const moves: Readonly<Record<string, (way: Step[], inside: Step | undefined) => void>> = {
  '{': (way) => way.push({ list: false, step: '' }),
  '[': (way) => way.push({ list: true, step: '0' }),
  '}': (way) => way.pop(),
  ']': (way) => way.pop(),
  ',': (_, inside) => {
    if (inside?.list === true) inside.step = String(Number(inside.step) + 1);
  },
};
