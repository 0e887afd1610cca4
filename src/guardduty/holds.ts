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
const matches: Passes = (values, operands) => {
  const patterns = operands.map((operand) => wildcard(String(operand)));
  return values.some((value) => patterns.some((pattern) => pattern.test(String(value))));
};
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

/** `*` is any text, `?` any single character; nothing else means anything. */
const wildcard = (text: string): RegExp =>
  new RegExp(`^${text.replaceAll(/[.+^${}()|[\]\\/-]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`, 'su');
