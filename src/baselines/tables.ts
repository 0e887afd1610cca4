import type { LakeTable, Sum } from '#lake';

/** On which days since 1970 something was seen. */
export const habitDays = 'groupUniqArray(toUInt32(intDiv(toUnixTimestamp(time), 86400)))';

const ofWhat = 'scope, subject, dimension, value';

/** Whoever asks for some subjects reads theirs alone, and a value once, on however many days it was seen. */
const perValue: Sum = { name: 'per_value', select: `${ofWhat}, ${habitDays}`, by: ofWhat };

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
  sums: [perValue],
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
