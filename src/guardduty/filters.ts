import type { FilterAction, FindingCriteria } from '@aws-sdk/client-guardduty';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { attributeKinds } from './attributes.ts';
import type { GuardDutyContext } from './context.ts';
import { conditionsOf, type Condition } from './criteria.ts';
import { noSuchResource, refused } from './guardduty.ts';
import { oneOf } from './one-of.ts';
import { tablesOf, type FilterRow, type GuardDutyTables } from './tables.ts';

export type FilterContext = Pick<GuardDutyContext, 'store' | 'clock'>;

/** A detector's filters by rank, from 1 without gaps. */
export const filtersOf = (detector: string, { store }: Pick<FilterContext, 'store'>): Promise<FilterRow[]> =>
  filtersIn(tablesOf(store), detector);

const filtersIn = (tables: Kysely<GuardDutyTables>, detector: string): Promise<FilterRow[]> =>
  tables.selectFrom('guardduty_filters').selectAll().where('detector', '=', detector).orderBy('rank').execute();

/** One filter by its name. Throws when there is none. */
export async function filterNamed(detector: string, name: string, context: FilterContext): Promise<FilterRow> {
  const found = (await filtersOf(detector, context)).find((filter) => filter.name === name);
  if (found === undefined) throw noSuchResource();
  return found;
}

/** What can be said of a filter; what is left out stays as it is, or as it comes. */
export interface Wanted {
  readonly Description?: string | undefined;
  readonly Action?: FilterAction | undefined;
  readonly Rank?: number | undefined;
  readonly FindingCriteria?: FindingCriteria | undefined;
}

const actions = ['NOOP', 'ARCHIVE'] as const;

/** A filter as it becomes. Throws for a description, an action, or criteria that a filter cannot have. */
export async function changed(before: FilterRow, wanted: Wanted): Promise<FilterRow> {
  const { Description, Action, FindingCriteria: criteria } = wanted;
  if (Description !== undefined && Description.length > 512)
    throw refused('the parameter description has more than 512 characters');
  if (criteria !== undefined) conditionsOf(criteria, await attributeKinds());
  return {
    ...before,
    description: Description ?? before.description,
    action: Action === undefined ? before.action : oneOf('action', actions, Action),
    criteria: criteria === undefined ? before.criteria : JSON.stringify(criteria),
  };
}

/** Who archived a finding, as its history says it of a filter. */
export const nameInHistory = ({ name }: Pick<FilterRow, 'name'>): string => `filter ${name}`;

export const actionOf = ({ action }: FilterRow): FilterAction => oneOf('action', actions, action);

const Criteria = z.custom<FindingCriteria>((value) => typeof value === 'object' && value !== null);

export const criteriaOf = ({ criteria }: FilterRow): FindingCriteria => Criteria.parse(JSON.parse(criteria));

export const conditionsOfFilter = async (filter: FilterRow): Promise<Condition[]> =>
  conditionsOf(criteriaOf(filter), await attributeKinds());

/** Puts a filter at a rank; those from there on move back by one. Without a rank it comes last, or stays. */
export async function place(filter: FilterRow, rank: number | undefined, context: FilterContext): Promise<void> {
  if (rank !== undefined && !(Number.isInteger(rank) && rank >= 1))
    throw refused(`the parameter rank is ${rank}, and must be a whole number from 1`);
  await rearrange(filter.detector, context, (filters) => {
    const others = filters.filter(({ name }) => name !== filter.name);
    const before = filters.findIndex(({ name }) => name === filter.name);
    const at = rank === undefined ? (before === -1 ? others.length : before) : rank - 1;
    return others.toSpliced(at, 0, filter);
  });
}

/** Takes a filter away; those after it move up. */
export const remove = (filter: FilterRow, context: FilterContext): Promise<void> =>
  rearrange(filter.detector, context, (filters) => filters.filter(({ name }) => name !== filter.name));

/** INVARIANT: ranks are 1, 2, 3, ... whatever was done to the filters. */
async function rearrange(
  detector: string,
  { store }: FilterContext,
  change: (filters: FilterRow[]) => FilterRow[],
): Promise<void> {
  await tablesOf(store)
    .transaction()
    .execute(async (transaction) => {
      const filters = await filtersIn(transaction, detector);
      await transaction.deleteFrom('guardduty_filters').where('detector', '=', detector).execute();
      for (const [index, filter] of change(filters).entries())
        await transaction
          .insertInto('guardduty_filters')
          .values({ ...filter, rank: index + 1 })
          .execute();
    });
}
