import { kept, one, type Address } from '../address.ts';
import { conditionsIn } from '../conditions.ts';
import { severityWords } from '../i18n/severity.ts';
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

const inAddress = conditionsIn(properties);
export const { conditionsOf, searchOf, withoutConditions, nameOf } = inAddress;

const sorts = ['severity', 'lastSeen', 'firstSeen', 'createdAt', 'count'] as const;
export type Sort = (typeof sorts)[number];

/** Reads the search part of an address; whatever does not fit is left out. */
export const findingsSearch = (given: Readonly<Record<string, unknown>>): FindingsSearch =>
  kept(given, (name) => inAddress.isCondition(name) || ['archived', 'sort', 'ascending', 'open'].includes(name));

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

/** The severities that an address asks for, none when it does not restrict them. */
export const severitiesOf = (search: FindingsSearch): readonly Level[] =>
  (search['severity'] ?? []).filter((value): value is Level => Object.hasOwn(severityWords, value));
