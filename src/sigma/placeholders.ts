import { limits } from './limits.ts';
import { Trouble } from './trouble.ts';

/** The values that the words between percent signs stand for: {Servers: ['srv*']} for `%Servers%`. */
export type Placeholders = Readonly<Record<string, readonly string[]>>;

const word = /(?<!\\)%([^%\s\\]+)%/;

/** The text with each word replaced by each of its values. Throws a Trouble for a word without values. */
export function expandPlaceholders(text: string, placeholders: Placeholders): string[] {
  const match = word.exec(text);
  if (!match) return [text.replaceAll(String.raw`\%`, '%')];
  const [whole, name = ''] = match;
  const values = Object.hasOwn(placeholders, name) ? (placeholders[name] ?? []) : [];
  if (values.length === 0) {
    throw new Trouble(
      {
        en: `The rule needs values for ${whole}, and none are given.`,
        ja: `ルールに必要な ${whole} の値が指定されていません。`,
      },
      {
        en: `Give the values of ${name} in the setting rules.values, or write them into the rule.`,
        ja: `設定 rules.values で ${name} の値を指定するか、ルールに直接書いてください。`,
      },
    );
  }
  const before = text.slice(0, match.index).replaceAll(String.raw`\%`, '%');
  const rest = expandPlaceholders(text.slice(match.index + whole.length), placeholders);
  if (values.length * rest.length > limits.alternatives) {
    throw new Trouble(
      {
        en: `The values of "${text}" are more than ${limits.alternatives}.`,
        ja: `「${text}」の値が ${limits.alternatives} 個を超えます。`,
      },
      { en: 'Use fewer placeholders in one value.', ja: '1 つの値に使うプレースホルダーを減らしてください。' },
    );
  }
  return values.flatMap((value) => rest.map((after) => before + value + after));
}
