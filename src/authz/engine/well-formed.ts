import { Misread } from './misread.ts';

/**
 * A text, unless it holds half of a pair of surrogates: that is no letter, and Cedar's own library takes it for damaged
 * JSON. Throws a Misread.
 */
export function wellFormed(text: string): string {
  if (text.isWellFormed()) return text;
  const shown = JSON.stringify(text.slice(0, 100));
  throw new Misread({
    en: `the text ${shown} holds half of a letter (a lone surrogate); send the letter whole, or leave it out`,
    ja: `文字列 ${shown} に文字の半分（対になっていないサロゲート）が含まれています。文字全体を書くか、省いてください`,
  });
}
