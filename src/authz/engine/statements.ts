/** One policy or template as it stands in a text, with the comments before it. */
export interface Statement {
  readonly text: string;
  /** Line of its first word in the whole text, from 1. */
  readonly line: number;
}

/** Where a text could be misread: in texts, in comments; and what ends a statement. */
const token = /"(?:[^"\\]|\\[^])*"|\/\/[^\n\r]*|;/g;
const comment = /\/\/[^\n\r]*/g;

/**
 * Cuts a text of policies at the semicolons that end them, in order. Nothing is judged here: each statement is
 * still parsed by Cedar, and what stands behind the last semicolon is a statement too, so that Cedar refuses it.
 */
export function statementsOf(text: string): Statement[] {
  const ends = [...text.matchAll(token)].filter(([found]) => found === ';').map(({ index }) => index + 1);
  let line = 1;
  return [...ends, text.length].flatMap((end, place): Statement[] => {
    const piece = text.slice(ends[place - 1] ?? 0, end);
    const written = piece.trimStart();
    const begins = line + newlinesIn(piece) - newlinesIn(written);
    line += newlinesIn(piece);
    return written.replaceAll(comment, '').trim() === '' ? [] : [{ text: written, line: begins }];
  });
}

const newlinesIn = (text: string): number => text.split('\n').length - 1;

const slot = /"(?:[^"\\]|\\[^])*"|\/\/[^\n\r]*|\?(?:principal|resource)\b/g;

/** The slots that a statement holds. */
export const slotsOf = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(slot)].map(([found]) => found).filter((found) => found.startsWith('?')));

/** Whether a statement holds a slot. */
export const isTemplate = (text: string): boolean => slotsOf(text).size > 0;
