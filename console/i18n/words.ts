import type { Language } from '#kernel';
import { visible } from '../visible.ts';
import { formatsOf } from './formats.ts';

const longest = 10_000;

/**
 * A sentence of the page in both languages. `{places}` are filled by `say`. Where English tells one from many, both are
 * there and the number in `{count}` decides; Japanese does not tell them apart.
 */
export interface Sentence {
  readonly en: string | { readonly one: string; readonly other: string };
  readonly ja: string;
}

/** The sentences of one page: each page has its own file beside this one, and is the only place that knows it. */
export type Words = Readonly<Record<string, Sentence>>;

/** What is put into the `{places}` of a sentence; numbers are written the way the reader's language does. */
export type Places = Readonly<Record<string, string | number>>;

/** A sentence in one language with its places filled; what comes out of logs into it is made visible. */
export function sentence(language: Language, words: Sentence, places: Places = {}): string {
  const text = language === 'en' ? english(words.en, places['count']) : words.ja;
  const filled = text.replaceAll(/\{(\w+)\}/g, (place, name: string) => written(places[name] ?? place, language));
  return visible(language === 'ja' ? together(filled) : filled, longest);
}

/** A number and what it counts stand on one line: `98 回`. */
const together = (text: string): string => text.replaceAll(/(\d) (?=[件回個日分秒行種人])/g, '$1\u00A0');

function english(text: Sentence['en'], count: string | number | undefined): string {
  if (typeof text === 'string') return text;
  return count === 1 ? text.one : text.other;
}

const written = (value: string | number, language: Language): string =>
  typeof value === 'number' ? formatsOf(language).whole.format(value) : value;
