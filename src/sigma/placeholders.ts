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
      `The rule needs values for ${whole}, and none are given.`,
      `Give the values of ${name} in the setting rules.values, or write them into the rule.`,
    );
  }
  const before = text.slice(0, match.index).replaceAll(String.raw`\%`, '%');
  const rest = expandPlaceholders(text.slice(match.index + whole.length), placeholders);
  if (values.length * rest.length > limits.alternatives) {
    throw new Trouble(
      `The values of "${text}" are more than ${limits.alternatives}.`,
      'Use fewer placeholders in one value.',
    );
  }
  return values.flatMap((value) => rest.map((after) => before + value + after));
}
