import type { Condition as Asked, FindingCriteria } from '@aws-sdk/client-guardduty';
import type { AttributeKind } from './attributes.ts';
import { refused } from './guardduty.ts';

/** How a test compares; GuardDuty has two names for most. */
export type Comparison = 'equals' | 'notEquals' | 'above' | 'atLeast' | 'below' | 'atMost' | 'matches' | 'notMatches';

/** One comparison of an attribute with any of these operands; texts, numbers, or times in milliseconds. */
export interface Test {
  readonly comparison: Comparison;
  readonly operands: readonly (string | number)[];
}

/** What is asked of one attribute: all tests hold. */
export interface Condition {
  /** In lower case. */
  readonly attribute: string;
  readonly kind: AttributeKind;
  readonly tests: readonly Test[];
}

/** Each member of GuardDuty's `Condition`, and how it compares. */
const operators: readonly (readonly [keyof Asked, Comparison])[] = [
  ['Eq', 'equals'],
  ['Equals', 'equals'],
  ['Neq', 'notEquals'],
  ['NotEquals', 'notEquals'],
  ['Gt', 'above'],
  ['GreaterThan', 'above'],
  ['Gte', 'atLeast'],
  ['GreaterThanOrEqual', 'atLeast'],
  ['Lt', 'below'],
  ['LessThan', 'below'],
  ['Lte', 'atMost'],
  ['LessThanOrEqual', 'atMost'],
  ['Matches', 'matches'],
  ['NotMatches', 'notMatches'],
];

/** Source: `FindingCriteria` and `Condition` in the client package. */
const most = { attributes: 50, operands: 50, characters: 2048, stars: 10 };

/**
 * The conditions of criteria, all of which must hold. Throws `BadRequestException` naming the attribute that there is
 * not, or the comparison that its kind does not have.
 */
export function conditionsOf(
  criteria: FindingCriteria | undefined,
  kinds: ReadonlyMap<string, AttributeKind>,
): Condition[] {
  const attributes = Object.entries(criteria?.Criterion ?? {});
  if (attributes.length > most.attributes)
    throw refused(`the finding criteria name more than ${most.attributes} attributes`);
  return attributes.map(([name, asked]) => {
    const kind = kinds.get(name.toLowerCase());
    if (kind === undefined)
      throw refused(`the finding criteria name the attribute ${cut(name)}, which findings do not have`);
    return { attribute: name.toLowerCase(), kind, tests: testsOf(name, kind, asked) };
  });
}

function testsOf(name: string, kind: AttributeKind, asked: Asked): Test[] {
  const tests = operators.flatMap(([operator, comparison]) => {
    const operands = asked[operator];
    return operands === undefined ? [] : [testOf({ name, kind, operator, comparison }, operands)];
  });
  if (tests.length === 0) throw refused(`the finding criteria ask nothing of the attribute ${name}`);
  return tests;
}

interface Asking {
  readonly name: string;
  readonly kind: AttributeKind;
  readonly operator: string;
  readonly comparison: Comparison;
}

function testOf(asking: Asking, operands: readonly string[] | number): Test {
  const { name, kind, operator, comparison } = asking;
  const ordered = typeof operands === 'number';
  if (ordered ? !isMeasure(kind) : isWild(comparison) && kind !== 'text')
    throw refused(`the condition ${operator} cannot be asked of the attribute ${name}, which is a ${kind}`);
  if (ordered) return { comparison, operands: [operands] };
  const problem = problemOf(operands, comparison);
  if (problem !== undefined) throw refused(`the condition ${operator} of the attribute ${name} has ${problem}`);
  return { comparison, operands: isMeasure(kind) ? operands.map((text) => measureOf(text, kind)) : operands };
}

const isWild = (comparison: Comparison): boolean => comparison === 'matches' || comparison === 'notMatches';

function problemOf(operands: readonly string[], comparison: Comparison): string | undefined {
  if (operands.length === 0 || operands.length > most.operands)
    return `${operands.length} values; it needs 1 to ${most.operands}`;
  if (operands.some(({ length }) => length > most.characters))
    return `a value of more than ${most.characters} characters`;
  // Each further asterisk multiplies what a database must try.
  if (isWild(comparison) && operands.some((text) => text.split('*').length > most.stars + 1))
    return `a value with more than ${most.stars} asterisks`;
  return undefined;
}

const isMeasure = (kind: AttributeKind): boolean => kind === 'number' || kind === 'time';

/** `8` and `8.0` are one number. A text that is none equals nothing. */
function measureOf(text: string, kind: AttributeKind): number {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return kind === 'time' && Number.isNaN(number) ? Date.parse(text) : number;
}

const cut = (name: string): string => (name.length > 200 ? `${name.slice(0, 200)}...` : name);
