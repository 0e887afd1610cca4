import type { Comparison } from './comparisons.ts';
import { base64Offsets, utf16, utf16be, utf16le } from './encodings.ts';
import {
  bytesOf,
  casedOf,
  dashed,
  everyoneOf,
  existsOf,
  numberValue,
  plainText,
  rangeValue,
  referenceOf,
  regexOf,
  whereOf,
} from './modified-value.ts';
import { expandPlaceholders, type Placeholders } from './placeholders.ts';
import type { TimePart } from './time-parts.ts';
import type { Where } from './tree.ts';
import { textValue, type Value, type ValueKind } from './values.ts';

/** What one modifier means. What the finished value does to an event and in SQL stands in matchings.ts. */
export interface Modifier {
  /** What it does, for the message about one that is unknown. */
  readonly about: string;
  /** Kinds of values that it can be put on. */
  readonly takes: readonly ValueKind[];
  /** The values that one value becomes. */
  change(value: Value, placeholders: Placeholders): readonly Value[];
}

/** Modifiers that speak of the whole list of values and not of each. */
export const listModifiers = {
  all: 'every value must be found, not one of them',
  neq: 'the field differs from every value',
} as const;

const texts: readonly ValueKind[] = ['text', 'bytes', 'literal', 'reference'];

const at = (where: Where, about: string): Modifier => ({
  about,
  takes: texts,
  change: (value) => [whereOf(value, where)],
});

const encoded = (about: string, change: (bytes: Buffer) => readonly string[]): Modifier => ({
  about,
  takes: ['text', 'bytes', 'literal'],
  change: (value) =>
    change(bytesOf(value)).map((text) => ({
      ...textValue(text),
      plain: true,
      where: 'where' in value ? value.where : 'equal',
    })),
});

const wide = (about: string, encode: (text: string) => Buffer): Modifier => ({
  about,
  takes: ['text', 'literal'],
  change: (value) => [
    {
      kind: 'bytes',
      bytes: encode(plainText(value)),
      where: 'where' in value ? value.where : 'equal',
      cased: 'cased' in value && value.cased,
    },
  ],
});

const compared = (compare: Comparison, about: string): Modifier => ({
  about,
  takes: ['literal', 'text', 'number'],
  change: (value) => [{ ...numberValue(value), compare }],
});

const timed = (part: TimePart, about: string): Modifier => ({
  about,
  takes: ['literal', 'text', 'number'],
  change: (value) => [{ ...numberValue(value), part }],
});

const flagged = (flag: string, about: string): Modifier => ({
  about,
  takes: ['regex'],
  change: (value) => (value.kind === 'regex' ? [{ ...value, flags: value.flags + flag }] : []),
});

/** Sigma's modifiers (appendix of the specification, 2.1.0): one row says everything about one. */
export const modifiers: Readonly<Record<string, Modifier>> = {
  contains: at('contains', 'the value is found anywhere'),
  startswith: at('startswith', 'the value is found at the beginning'),
  endswith: at('endswith', 'the value is found at the end'),
  cased: { about: 'upper and lower case differ', takes: texts, change: (value) => [casedOf(value)] },
  exists: {
    about: 'the field is there (true) or not (false)',
    takes: ['literal'],
    change: (value) => [existsOf(value)],
  },
  re: { about: 'the value is a regular expression', takes: ['text', 'literal'], change: (value) => [regexOf(value)] },
  i: flagged('i', 'upper and lower case are the same to the regular expression'),
  m: flagged('m', '^ and $ of the regular expression mean lines'),
  s: flagged('s', 'the dot of the regular expression means line ends too'),
  cidr: { about: 'the address is in the range', takes: ['text'], change: (value) => [rangeValue(value)] },
  fieldref: {
    about: 'the value is the name of another field',
    takes: ['text'],
    change: (value) => [referenceOf(value)],
  },
  outsiders: {
    about: 'the field is a policy that lets in an account which the named field does not hold; only Yagura knows it',
    takes: ['text'],
    change: (value) =>
      value.kind === 'text' ? [{ kind: 'finished', matcher: { kind: 'outsiders', field: value.text } }] : [],
  },
  everyone: {
    about: 'the field is a policy that lets anybody in (true) or not (false); only Yagura knows it',
    takes: ['literal'],
    change: (value) => [everyoneOf(value)],
  },
  expand: {
    about: 'words between percent signs stand for lists of values',
    takes: ['text'],
    change: (value, placeholders) =>
      value.kind === 'text' ? expandPlaceholders(value.text, placeholders).map((text) => ({ ...value, text })) : [],
  },
  windash: { about: 'every dash that begins a flag', takes: ['text'], change: dashed },
  base64: encoded('the value in Base64', (bytes) => [bytes.toString('base64')]),
  base64offset: encoded('the value within a longer Base64 text', base64Offsets),
  utf16le: wide('the value in UTF-16, low byte first', utf16le),
  wide: wide('the value in UTF-16, low byte first', utf16le),
  utf16be: wide('the value in UTF-16, high byte first', utf16be),
  utf16: wide('the value in UTF-16 with its mark', utf16),
  lt: compared('lt', 'less than the value'),
  lte: compared('lte', 'at most the value'),
  gt: compared('gt', 'greater than the value'),
  gte: compared('gte', 'at least the value'),
  minute: timed('minute', 'the minute of the date'),
  hour: timed('hour', 'the hour of the date'),
  day: timed('day', 'the day of the month'),
  week: timed('week', 'the week of the year'),
  month: timed('month', 'the month of the date'),
  year: timed('year', 'the year of the date'),
};
