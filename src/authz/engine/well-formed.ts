import { Misread } from './misread.ts';

/**
 * A text, unless it holds half of a pair of surrogates: that is no letter, and Cedar's own library takes it for damaged
 * JSON. Throws a Misread.
 */
export function wellFormed(text: string): string {
  if (text.isWellFormed()) return text;
  throw new Misread(
    `the text ${JSON.stringify(text.slice(0, 100))} holds half of a letter (a lone surrogate); send the letter whole, or leave it out`,
  );
}
