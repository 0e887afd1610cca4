import { kept, one, type Address } from '../address.ts';
import type { Condition, Level, ListOfFindings } from '../operations.ts';

/** What the list of findings shows, as it stands in the address: `?severity=high&account!=111122223333&sort=count`. */
export type FindingsSearch = Address;

/** The properties by which a list can be restricted, in the order in which they are offered. */
export const properties = [
  'severity',
  'type',
  'account',
  'region',
  'principal',
  'resource',
  'verdict',
  'tactic',
  'technique',
  'source',
  'rule',
  'count',
  'lastSeen',
  'firstSeen',
  'createdAt',
  'updatedAt',
  'text',
] as const satisfies readonly Condition['property'][];
export type Property = (typeof properties)[number];

/** How an operator is written at the end of a name in the address: `account!=...` reads as the name `account!`. */
const operators: Readonly<Record<string, Condition['operator']>> = {
  '': '=',
  '!': '!=',
  ':': ':',
  '!:': '!:',
  '>': '>=',
  '<': '<=',
};

const sorts = ['severity', 'lastSeen', 'firstSeen', 'createdAt', 'count'] as const;
export type Sort = (typeof sorts)[number];

/** Reads the search part of an address; whatever does not fit is left out. */
export const findingsSearch = (given: Readonly<Record<string, unknown>>): FindingsSearch =>
  kept(given, (name) => parse(name) !== undefined || ['archived', 'sort', 'ascending', 'open'].includes(name));

/** The list without what is chosen in it: two addresses with the same list show the same findings. */
export const listPart = (search: FindingsSearch): FindingsSearch => kept(search, (name) => name !== 'open');

/** The question to the server that the address stands for. */
export function listOf(search: FindingsSearch): ListOfFindings {
  const archived = one(search, 'archived');
  return {
    where: conditionsOf(search),
    archived: archived === 'any' ? 'any' : archived === 'true',
    sort: sortOf(search),
    descending: one(search, 'ascending') !== 'true',
  };
}

/** The same list in another order. */
export const withSort = (search: FindingsSearch, sort: Sort, descending: boolean): FindingsSearch => {
  const { sort: _, ascending: __, ...others } = search;
  return {
    ...others,
    ...(sort === 'severity' ? {} : { sort: [sort] }),
    ...(descending ? {} : { ascending: ['true'] }),
  };
};

export const sortOf = (search: FindingsSearch): Sort =>
  sorts.find((sort) => sort === one(search, 'sort')) ?? 'severity';

/** What the address asks of single properties. Values that are given for "is" are alternatives; the others hold each. */
export function conditionsOf(search: FindingsSearch): Condition[] {
  return Object.entries(search).flatMap(([name, values]) => {
    const asked = parse(name);
    if (asked === undefined) return [];
    const { property, operator } = asked;
    if (isAlternative(operator) && property !== 'text') return [{ property, operator, values: [...values] }];
    return values.map((value) => ({
      property,
      operator: property === 'text' ? mentioning(operator) : operator,
      values: [value],
    }));
  });
}

/** "Is" and "is not" take several values. */
export const isAlternative = (operator: string): boolean => operator === '=' || operator === '!=';

/** Text can only be held. */
const mentioning = (operator: Condition['operator']): Condition['operator'] => (operator.startsWith('!') ? '!:' : ':');

/** The part of an address that asks for conditions. */
export function searchOf(conditions: readonly Condition[]): FindingsSearch {
  const search: Record<string, string[]> = {};
  for (const { property, operator, values } of conditions) {
    const name = property === 'text' ? (operator.startsWith('!') ? 'text!' : 'text') : nameOf(property, operator);
    (search[name] ??= []).push(...values);
  }
  return search;
}

/** Everything of an address but its conditions. */
export const withoutConditions = (search: FindingsSearch): FindingsSearch =>
  kept(search, (name) => parse(name) === undefined);

export const nameOf = (property: Property, operator: Condition['operator']): string =>
  `${property}${Object.entries(operators).find(([, value]) => value === operator)?.[0] ?? ''}`;

function parse(name: string): { property: Property; operator: Condition['operator'] } | undefined {
  const word = /^[a-zA-Z]+/.exec(name)?.[0] ?? '';
  const property = properties.find((property) => property === word);
  const operator = operators[name.slice(word.length)];
  return property === undefined || operator === undefined ? undefined : { property, operator };
}

/** The severities that an address asks for, none when it does not restrict them. */
export const severitiesOf = (search: FindingsSearch): readonly Level[] =>
  (search['severity'] ?? []).filter(
    (value): value is Level => value in { critical: 1, high: 1, medium: 1, low: 1, informational: 1 },
  );
