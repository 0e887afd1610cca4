import { JsonCursor } from './json-cursor.ts';
import { Misread } from './misread.ts';
import { slice, wholly, type Slices } from './slices.ts';

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
export const placed = (error: Misread, cursor: JsonCursor): Misread => wholly(placing(error, cursor));

/** As `placed`; the way through a text of megabytes is found slice by slice. */
export function* placing(error: Misread, { text, at }: JsonCursor): Slices<Misread> {
  const { line, column } = lineAndColumn(text, at);
  error.message += `, in line ${line}, column ${column}`;
  error.ja += ` (${line} 行 ${column} 列)`;
  error.path.push(...(yield* wayTo(text.slice(0, at))));
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
function* wayTo(read: string): Slices<string[]> {
  const way: Step[] = [];
  const marks = /["{}[\],]/g;
  let begun = 0;
  for (let found = marks.exec(read); found !== null; found = marks.exec(read)) {
    const [mark] = found;
    const inside = way.at(-1);
    if (mark !== '"') moves[mark]?.(way, inside);
    else marks.lastIndex = passText(read, found.index, inside);
    if (marks.lastIndex - begun < slice) continue;
    begun = marks.lastIndex;
    yield;
  }
  return way.map(({ step }) => step).filter((step) => step !== '');
}

/** Passes a text over, and takes the step where it is the name of a member. Returns the place after it. */
function passText(read: string, start: number, inside: Step | undefined): number {
  let end = read.indexOf('"', start + 1);
  while (end >= 0 && isEscaped(read, end)) end = read.indexOf('"', end + 1);
  if (end < 0) return read.length;
  const colon = /\s*:/y;
  colon.lastIndex = end + 1;
  if (inside !== undefined && colon.test(read)) inside.step = String(JSON.parse(read.slice(start, end + 1)));
  return end + 1;
}

/** Whether an odd number of backslashes stands before a place. */
function isEscaped(read: string, place: number): boolean {
  let before = place;
  while (read[before - 1] === '\\') before -= 1;
  return (place - before) % 2 === 1;
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
