import { limits } from './limits.ts';
import { Trouble } from './trouble.ts';

/** The values that the words between percent signs stand for: {Servers: ['srv*']} for `%Servers%`. */
export type Placeholders = Readonly<Record<string, readonly string[]>>;

const word = /(?<!\\)%([^%\s\\]+)%/;

/** The text with each word replaced by each of its values. Throws a Trouble for a word without values. */
export function expandPlaceholders(text: string, placeholders: Placeholders): string[] {
  const pieces = text.split(word); // every second one is the name of a word
  if (pieces.length > 2 * limits.placeholders + 1) throw tooMany(text);
  return pieces.reduce<string[]>(
    (beginnings, piece, place) => {
      const ends = place % 2 === 1 ? valuesOf(piece, placeholders) : [piece.replaceAll(String.raw`\%`, '%')];
      if (beginnings.length * ends.length > limits.alternatives) throw tooMany(text);
      return beginnings.flatMap((beginning) => ends.map((end) => beginning + end));
    },
    [''],
  );
}

function valuesOf(name: string, placeholders: Placeholders): readonly string[] {
  const values = Object.hasOwn(placeholders, name) ? (placeholders[name] ?? []) : [];
  if (values.length > 0) return values;
  throw new Trouble(
    {
      en: `The rule needs values for %${name}%, and none are given.`,
      ja: `ルールに必要な %${name}% の値が指定されていません。`,
    },
    {
      en: `Give the values of ${name} in the setting rules.values, or write them into the rule.`,
      ja: `設定 rules.values で ${name} の値を指定するか、ルールに直接書いてください。`,
    },
  );
}

const tooMany = (text: string): Trouble =>
  new Trouble(
    {
      en: `"${text.slice(0, 100)}" has more than ${limits.placeholders} placeholders, or more than ${limits.alternatives} values.`,
      ja: `「${text.slice(0, 100)}」のプレースホルダーが ${limits.placeholders} 個を超えるか、値が ${limits.alternatives} 個を超えます。`,
    },
    { en: 'Use fewer placeholders in one value.', ja: '1 つの値に使うプレースホルダーを減らしてください。' },
  );
