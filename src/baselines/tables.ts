import type { LakeTable } from '#lake';

/**
 * On which day a subject did what: a set, to which the same row may be added again at any time. Rows outlive the
 * events, so that a baseline needs no logs of last month.
 */
export const habitTable: LakeTable = {
  name: 'habits',
  columns: [
    { name: 'time', type: "DateTime64(3, 'UTC')" },
    { name: 'scope', type: 'LowCardinality(String)' },
    { name: 'subject', type: 'String' },
    { name: 'dimension', type: 'LowCardinality(String)' },
    { name: 'value', type: 'String' },
    { name: 'version', type: 'UInt8' },
  ],
  orderBy: ['time', 'scope', 'subject', 'dimension', 'value'],
  time: 'time',
  newest: 'version',
};

/**
 * Calls of each kind in each hour, counted anew whenever events of the hour come. Events are only ever added, so that
 * of several rows of one hour the greatest is the newest.
 */
export const rateTable: LakeTable = {
  name: 'call_rates',
  columns: [
    { name: 'time', type: "DateTime64(3, 'UTC')" },
    { name: 'account', type: 'LowCardinality(String)' },
    { name: 'region', type: 'LowCardinality(String)' },
    { name: 'action', type: 'LowCardinality(String)' },
    { name: 'calls', type: 'UInt64' },
    { name: 'errors', type: 'UInt64' },
  ],
  orderBy: ['time', 'account', 'region', 'action'],
  time: 'time',
  newest: 'calls',
};

/** What baselines keep in the lake. */
export const baselineTables: readonly LakeTable[] = [habitTable, rateTable];
