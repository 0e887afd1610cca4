import { RE2JS } from 're2js';
import { sentenceOf, remembered } from '#kernel';
import { limits } from './limits.ts';
import { regexText } from './parser-words.ts';
import { Trouble } from './trouble.ts';

/** The flags that Sigma knows, as RE2 calls them. */
const flagBits: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
};

/**
 * The test of a regular expression, found anywhere in the text. Throws a Trouble for one that cannot be used.
 * INVARIANT: other people's expressions never reach the engine of JavaScript, which can be made to run for
 * hours; RE2 takes time proportional to the text (and was measured faster on the expressions of public rules).
 */
export function regexTest(source: string, flags: string): (text: string) => boolean {
  if (source.length > limits.regexCharacters) {
    throw new Trouble(
      {
        en: `The regular expression has ${source.length} characters; at most ${limits.regexCharacters} are read.`,
        ja: `正規表現が ${source.length} 文字あります。読み取れるのは ${limits.regexCharacters} 文字までです。`,
      },
      { en: 'Split it into several values.', ja: '複数の値に分けてください。' },
    );
  }
  const bits = flags.split('').reduce((sum, flag) => sum | (flagBits[flag] ?? 0), 0);
  const compiled = compile(source, bits);
  const whole = remembered((text) => compiled.test(text));
  // Nearly every text lacks what each match must hold, and that is seen at a glance.
  const literal = flags.includes('i') ? '' : literalWithin(source);
  return literal === '' ? whole : (text) => text.includes(literal) && whole(text);
}

function compile(source: string, bits: number): RE2JS {
  try {
    return RE2JS.compile(source, bits);
  } catch (error) {
    const why = regexText(sentenceOf(error));
    throw new Trouble(
      {
        en: `The regular expression "${source}" cannot be read: ${why.en}.`,
        ja: `正規表現「${source}」を読み取れません（${why.ja}）。`,
      },
      {
        en: 'Use what Sigma allows: . ^ $ * + ? {n,m} [classes] (groups) and |; looking around and back-references are not among them.',
        ja: 'Sigma で使えるのは . ^ $ * + ? {n,m} [文字クラス] (グループ) | です。先読み・後読みと後方参照は使えません。',
      },
    );
  }
}

/**
 * A text that every match must hold, as far as it can be told by looking: the longest run of plain characters
 * of an expression without alternatives, groups and escapes. Empty when nothing can be told.
 */
export function literalWithin(source: string): string {
  const plain = source.replace(classes, '.').replace(counted, '.');
  if (/[|()[\]{}\\]/.test(plain)) return '';
  const sure = plain.replace(/[^*+?][*?]/gsu, '.'); // a character that may be missing
  const runs = sure.split(/[.^$*+?]+/);
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '');
}

/** `[a-f0-9]`, which is one character whatever stands in it; a bracket or a backslash within is left to others. */
const classes = /\[(?!\^?\])\^?[^\][\\]+\]/gu;
/** `x{2,5}`, which may be there never. */
const counted = /.\{\d+(?:,\d*)?\}/gsu;
