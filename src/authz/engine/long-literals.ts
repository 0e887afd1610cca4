import { Fault } from '#kernel';
import { fits, long, type Long } from './whole.ts';

/** Texts, comments and names are passed by; what remains are whole numbers that a JavaScript number may not hold. */
const token = /"[^"\\]*(?:\\[^][^"\\]*)*"|\/\/[^\n\r]*|[A-Za-z_]\w*|\d{16,}|\d+/g;

/** A policy in which each long literal became a text that says it. */
export interface HiddenLiterals {
  readonly text: string;
  /** The long that a text of the policy stands for; undefined for every other text. */
  longOf(text: string): bigint | undefined;
}

/**
 * Cedar's library hands whole numbers over as JavaScript numbers, and those above 2^53 are then wrong: such literals
 * travel as texts. Undefined where a policy has none, which is nearly always.
 */
export function hideLongLiterals(text: string): HiddenLiterals | undefined {
  if (![...text.matchAll(token)].some(([found]) => isLong(found))) return undefined;
  const mark = markNotIn(text);
  return {
    text: text.replaceAll(token, (found) => (isLong(found) ? `"${mark}${found}"` : found)),
    longOf: (found) => (found.startsWith(mark) ? BigInt(found.slice(mark.length)) : undefined),
  };
}

const isLong = (found: string): boolean => /^\d{16,}$/.test(found);

/** What no text in the policy begins with. */
function markNotIn(text: string): string {
  let mark = 'long:';
  while (text.includes(mark)) mark = `${mark}:`;
  return mark;
}

/** The long of a literal. Cedar has read the policy as it was written, so a literal beyond 64 bits does not get here. */
export function literalLong(value: bigint): Long {
  if (fits(value)) return long(value);
  throw new Fault(
    'Internal',
    `The literal ${value} does not fit into 64 bits although Cedar read it. Report this policy.`,
  );
}
