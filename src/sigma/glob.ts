import { exactText, type Pattern, type Piece } from './pattern.ts';

/** True for the texts that the pattern fits as a whole. */
export type TextTest = (text: string) => boolean;

/**
 * The test of a pattern. Never a regular expression: taking the first place for every piece between two stars
 * is enough, so the time is bounded by text x pattern whatever people write.
 */
export function globTest(pattern: Pattern): TextTest {
  const exact = exactText(pattern);
  if (exact !== undefined) return (text) => text === exact;
  return plainTest(pattern) ?? starTest(pattern);
}

/** The common shapes `x*`, `*x`, `*x*` and `*`. */
function plainTest(pattern: Pattern): TextTest | undefined {
  if (pattern.includes('?')) return undefined;
  const literals = pattern.flatMap((piece) => (typeof piece === 'object' ? [piece.literal] : []));
  const [literal = ''] = literals;
  if (literals.length > 1) return undefined;
  if (literals.length === 0) return () => true;
  const [before, after] = [pattern[0] === '*', pattern.at(-1) === '*'];
  if (before && after) return (text) => text.includes(literal);
  return before ? (text) => text.endsWith(literal) : (text) => text.startsWith(literal);
}

type Run = readonly Exclude<Piece, '*'>[];

function starTest(pattern: Pattern): TextTest {
  const runs = runsOf(pattern);
  const first = runs[0] ?? [];
  const last = runs.at(-1) ?? [];
  const middle = runs.slice(1, -1);
  const lengths = runs.map(lengthOf);
  const least = lengths.reduce((sum, length) => sum + length, 0);
  if (runs.length === 1) return (text) => text.length === least && fits(text, 0, first);
  return (text) => {
    if (text.length < least || !fits(text, 0, first)) return false;
    const end = text.length - lengthOf(last);
    let at = lengthOf(first);
    for (const run of middle) {
      at = placeOf(text, at, run);
      if (at < 0) return false;
      at += lengthOf(run);
    }
    return at <= end && fits(text, end, last);
  };
}

/** The pieces between the stars; an outer star leaves an empty run at its side. */
function runsOf(pattern: Pattern): Run[] {
  const runs: Exclude<Piece, '*'>[][] = [[]];
  for (const piece of pattern) {
    if (piece === '*') runs.push([]);
    else runs.at(-1)?.push(piece);
  }
  return runs;
}

const lengthOf = (run: Run): number => run.reduce((sum, piece) => sum + (piece === '?' ? 1 : piece.literal.length), 0);

function fits(text: string, start: number, run: Run): boolean {
  let at = start;
  for (const piece of run) {
    if (piece !== '?' && !text.startsWith(piece.literal, at)) return false;
    at += piece === '?' ? 1 : piece.literal.length;
  }
  return at <= text.length;
}

/** The first place from `start` on where the run fits, or -1. */
function placeOf(text: string, start: number, run: Run): number {
  const [only] = run;
  if (run.length === 1 && only !== '?' && only !== undefined) return text.indexOf(only.literal, start);
  const length = lengthOf(run);
  for (let at = start; at + length <= text.length; at++) if (fits(text, at, run)) return at;
  return -1;
}
