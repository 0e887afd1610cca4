import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentFolder } from '#kernel';

/** How names are told that a program made up from those that somebody thought of. */
export interface Lexicon {
  /**
   * How likely the letters of a label follow each other, on average: the natural logarithm, from about -2 for words
   * to -5.5 for noise. Digits and signs are none of it.
   */
  likelihood(label: string): number;
  /** True for a label that hardly anybody would choose. Labels of fewer than seven letters tell nothing. */
  isGenerated(label: string): boolean;
}

let own: Lexicon | undefined;

/** The lexicon that learnt from content/lists/ordinary-names.txt; read when it is first needed. */
export function ownLexicon(): Lexicon {
  own ??= lexiconOf(readFileSync(join(contentFolder, 'lists/ordinary-names.txt'), 'utf8').split('\n'));
  return own;
}

/** A model of three letters in a row, each learnt from its two forerunners, and from one where those are rare. */
export function lexiconOf(words: readonly string[]): Lexicon {
  const counts = new Map<string, number>();
  for (const word of words.filter((line) => /^[a-z]+$/.test(line))) {
    // Words stand at the beginning of names and in the middle of longer ones.
    for (const gram of [...gramsOf(`^${word}`), ...gramsOf(word)]) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  const likelihood = (label: string): number => {
    const letters = `^${label.toLowerCase().replaceAll(/[^a-z]/g, '')}`;
    let sum = 0;
    for (let at = 1; at < letters.length; at += 1) sum += Math.log(share(letters, at, counts));
    return letters.length < 3 ? 0 : sum / (letters.length - 1);
  };
  return { likelihood, isGenerated: (label) => looksGenerated(label, likelihood(label)) };
}

/** One to three letters in a row. */
function* gramsOf(word: string): Generator<string> {
  for (let at = 0; at < word.length; at += 1)
    for (let length = 1; length <= 3 && at + length <= word.length; length += 1) yield word.slice(at, at + length);
}

/** How often the letter at this place follows the two before it, mixed with how often it follows the one before. */
function share(letters: string, at: number, counts: ReadonlyMap<string, number>): number {
  const count = (gram: string): number => counts.get(gram) ?? 0;
  const [one, two, three] = [
    letters.slice(at, at + 1),
    letters.slice(at - 1, at + 1),
    letters.slice(Math.max(0, at - 2), at + 1),
  ];
  const followed = count(two.slice(0, 1)) + alphabet;
  const byOne = (count(two) + 0.2) / followed;
  if (three.length < 3) return byOne;
  const context = count(three.slice(0, 2));
  return (count(three) + trust * byOne + floor * (count(one) > 0 ? 1 : 0)) / (context + trust + floor * alphabet);
}

const alphabet = 26;
/** How many sightings of two letters weigh as much as what one letter tells. */
const trust = 4;
const floor = 0.01;

/** Below this the letters follow each other as chance would have them (src/detect/lexicon.test.ts shows both sides). */
const chance = -4;
const shortest = 7;

function looksGenerated(label: string, likelihood: number): boolean {
  if (label.startsWith('xn--')) return false; // a name in another script
  const letters = label.replaceAll(/[^a-z]/gi, '').length;
  const digits = label.replaceAll(/\D/g, '').length;
  if (label.length < shortest || label.includes('-')) return false;
  if (digits > 0 && letters >= 4 && alternations(label) >= 3) return true;
  return letters >= shortest && likelihood < chance;
}

/** How often digits and letters take turns: `abc123` once, `q7x9k2` five times. */
const alternations = (label: string): number => (label.match(/[a-z]\d|\d[a-z]/gi) ?? []).length;
