import type { Language } from '#kernel';

/** How a language writes numbers and times. */
export interface Formats {
  readonly whole: Intl.NumberFormat;
  readonly short: Intl.NumberFormat;
  readonly part: Intl.NumberFormat;
  readonly time: Intl.DateTimeFormat;
  /** With the zone of this browser as one of its parts. */
  readonly zone: Intl.DateTimeFormat;
}

const made = new Map<Language, Formats>();

/** The formats of a language, each made once: to make one takes a hundred times as long as to use it. */
export function formatsOf(language: Language): Formats {
  const formats = made.get(language) ?? make(language);
  made.set(language, formats);
  return formats;
}

const make = (language: Language): Formats => ({
  whole: new Intl.NumberFormat(language, { maximumFractionDigits: 0 }),
  short: new Intl.NumberFormat(language, { notation: 'compact', maximumSignificantDigits: 3 }),
  part: new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }),
  time: new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'long' }),
  zone: new Intl.DateTimeFormat(language, { timeZoneName: 'short' }),
});
