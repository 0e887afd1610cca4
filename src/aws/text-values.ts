import { fold } from './fold.ts';
import type { Shape } from './schemas.ts';
import { readTime, timeFormatOf, type TimeFormat } from './times.ts';

/** Makes a value of a text. What it cannot become stays a text, for the check of the input to refuse. */
export type FromText = (text: string) => unknown;

const same: FromText = (text) => text;
const none = (): FromText => same;
const base64Text: FromText = (text) => Buffer.from(text, 'base64').toString('utf8');
const truths = new Map<string, boolean>([
  ['true', true],
  ['false', false],
]);

/** Paths, queries, headers and forms hold texts alone; `times` is the format of times that is usual there. */
const textValues = (times: TimeFormat, string: (shape: Shape) => FromText): ((shape: Shape) => FromText) =>
  fold<[string], unknown>({
    string,
    boolean: () => (text) => truths.get(text.toLowerCase()) ?? text,
    number: () => (text) => numberOf(text),
    bigInteger: () => (text) => (/^-?\d{1,100}$/.test(text) ? BigInt(text) : text),
    timestamp(shape) {
      const format = timeFormatOf(shape, times);
      return (text) => readTime(text, format);
    },
    blob: () => (text) => new Uint8Array(Buffer.from(text, 'base64')),
    bigDecimal: none,
    document: none,
    structure: none,
    union: none,
    list: none,
    map: none,
    unit: none,
  });

function numberOf(text: string): unknown {
  const number = Number(text);
  return text.trim() === '' || (Number.isNaN(number) && text !== 'NaN') ? text : number;
}

/** Paths, queries and forms write times in ISO 8601. */
export const queryText = textValues('iso', none);
/** Headers write times as HTTP does, and texts of a media type in base64. */
export const headerText = textValues('http', (shape) =>
  shape.getMergedTraits().mediaType === undefined ? same : base64Text,
);
