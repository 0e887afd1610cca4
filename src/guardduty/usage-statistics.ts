import type { UsageStatistics, UsageStatisticType } from '@aws-sdk/client-guardduty';
import { oneOf } from './one-of.ts';
import { dataSources, usageFeatures, usageSources, type Used } from './usage.ts';

/** What amounts are counted in. Yagura costs nothing, so that in money every amount is none. */
export const units = ['EVENTS', 'USD'] as const;
export type Unit = (typeof units)[number];

type Total = readonly [name: string, events: number];

/** The statistics of a type, largest amount first: the whole list, and what a part of it is called in the answer. */
export function statisticsOf(type: UsageStatisticType, used: readonly Used[], unit: Unit) {
  const { by, made, most = Infinity } = kinds[type];
  const totals = summed(used.filter((one) => by(one) !== '').map((one) => [by(one), one.events]));
  return {
    totals: totals.slice(0, most),
    made: (page: readonly Total[]): UsageStatistics =>
      made(page, { used, total: (events) => ({ Amount: unit === 'USD' ? '0.00' : String(events), Unit: unit }) }),
  };
}

/** GuardDuty tells of at most fifty resources and nineteen accounts that have most. */
const [mostResources, mostAccounts] = [50, 19];

interface Making {
  readonly used: readonly Used[];
  readonly total: (events: number) => { Amount: string; Unit: Unit };
}

interface Kind {
  readonly by: (used: Used) => string;
  readonly most?: number;
  readonly made: (page: readonly Total[], making: Making) => UsageStatistics;
}

const kinds: Readonly<Record<UsageStatisticType, Kind>> = {
  SUM_BY_ACCOUNT: {
    by: ({ account }) => account,
    made: (page, { total }) => ({
      SumByAccount: page.map(([AccountId, events]) => ({ AccountId, Total: total(events) })),
    }),
  },
  SUM_BY_DATA_SOURCE: {
    by: ({ feature }) => dataSources[feature],
    made: (page, { total }) => ({
      SumByDataSource: page.map(([name, events]) => ({
        DataSource: oneOf('dataSources', usageSources, name),
        Total: total(events),
      })),
    }),
  },
  SUM_BY_FEATURES: {
    by: ({ feature }) => feature,
    made: (page, { total }) => ({
      SumByFeature: page.map(([name, events]) => ({
        Feature: oneOf('features', usageFeatures, name),
        Total: total(events),
      })),
    }),
  },
  SUM_BY_RESOURCE: {
    by: ({ resource }) => resource,
    made: (page, { total }) => ({
      SumByResource: page.map(([Resource, events]) => ({ Resource, Total: total(events) })),
    }),
  },
  TOP_RESOURCES: {
    by: ({ resource }) => resource,
    most: mostResources,
    made: (page, { total }) => ({
      TopResources: page.map(([Resource, events]) => ({ Resource, Total: total(events) })),
    }),
  },
  TOP_ACCOUNTS_BY_FEATURE: {
    by: ({ feature }) => feature,
    made: (page, { used, total }) => ({
      TopAccountsByFeature: page.map(([name]) => ({
        Feature: oneOf('features', usageFeatures, name),
        Accounts: summed(used.filter(({ feature }) => feature === name).map((one) => [one.account, one.events]))
          .slice(0, mostAccounts)
          .map(([AccountId, events]) => ({ AccountId, Total: total(events) })),
      })),
    }),
  },
};

/** Amounts of the same name added, the largest first. */
function summed(amounts: readonly Total[]): Total[] {
  const sums = new Map<string, number>();
  for (const [name, events] of amounts) sums.set(name, (sums.get(name) ?? 0) + events);
  return [...sums].toSorted(([one, first], [other, second]) => second - first || (one < other ? -1 : 1));
}
