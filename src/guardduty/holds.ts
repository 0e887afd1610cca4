import type { Value, Values } from './attributes.ts';
import type { Comparison, Condition, Test } from './criteria.ts';

/** Whether a finding with these values fits all conditions. */
export const holdsAll = (conditions: readonly Condition[], values: Values): boolean =>
  conditions.every(({ attribute, tests }) => tests.every((test) => holds(test, values[attribute] ?? [])));

/** Whether values pass a test: any of them, or for a negative one none of them. What has no value is unlike everything. */
export const holds = ({ comparison, operands }: Test, values: readonly Value[]): boolean =>
  passes[comparison](values, operands);

type Operands = Test['operands'];
type Passes = (values: readonly Value[], operands: Operands) => boolean;

const equals: Passes = (values, operands) => values.some((value) => operands.includes(value));
const matches: Passes = (values, operands) =>
  values.some((value) =>
    operands.some((operand) => fitsWildcards(Array.from(String(value)), Array.from(String(operand)))),
  );
const measured =
  (compare: (value: number, operand: number) => boolean): Passes =>
  (values, [operand]) =>
    values.some((value) => compare(Number(value), Number(operand)));

const passes: Readonly<Record<Comparison, Passes>> = {
  equals,
  notEquals: (values, operands) => !equals(values, operands),
  above: measured((value, operand) => value > operand),
  atLeast: measured((value, operand) => value >= operand),
  below: measured((value, operand) => value < operand),
  atMost: measured((value, operand) => value <= operand),
  matches,
  notMatches: (values, operands) => !matches(values, operands),
};

/**
 * `*` is any text, `?` any single character; nothing else means anything. When a text does not go on as the pattern
 * does, only the last `*` takes one character more: others need not be tried again.
 */
function fitsWildcards(text: readonly string[], pattern: readonly string[]): boolean {
  let [at, sign] = [0, 0];
  let star: { readonly sign: number; at: number } | undefined;
  while (at < text.length) {
    if (pattern[sign] === '*') star = { sign: sign++, at };
    else if (sign < pattern.length && (pattern[sign] === '?' || pattern[sign] === text[at]))
      [at, sign] = [at + 1, sign + 1];
    else if (star === undefined) return false;
    else [at, sign] = [++star.at, star.sign + 1];
  }
  return pattern.slice(sign).every((rest) => rest === '*');
}
