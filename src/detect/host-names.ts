import type { Lake, LakeTable } from '#lake';
import { text, word } from './columns.ts';
import { remakeHours } from './remake-hours.ts';
import type { Span } from './sheet.ts';

const count = (name: string) => ({ name, type: 'UInt32' });

/**
 * Which names each machine asked for in each hour: a row for each hour, machine and name of the internet.
 *
 * - `domain`: the registered domain; `asked`: how often, of that `missing`: answered with NXDOMAIN; `mail`: for types of
 *   mail (MX, TXT); `odd`: for types that carry data.
 * - `starts`: the first two dozen questions, in seconds since 1970. `addresses`: at most forty that it led to, drawn by
 *   their hash, for the first ones in order would be neighbours.
 * - `looked`: 1 for a hash below a list, answered with 127.0.0.0/8, a short word or not at all.
 */
export const hostNames: LakeTable = {
  name: 'host_names',
  columns: [
    { name: 'time', type: "DateTime64(3, 'UTC')" },
    ...['account', 'region', 'vpc'].map(word),
    ...['host', 'query', 'domain'].map(text),
    ...['asked', 'missing', 'mail', 'odd'].map(count),
    { name: 'looked', type: 'UInt8' },
    { name: 'starts', type: 'Array(UInt32)' },
    { name: 'addresses', type: 'Array(String)' },
    { name: 'locator', type: 'UInt128' },
    { name: 'taken_at', type: "DateTime64(3, 'UTC')" },
  ],
  orderBy: ['time', 'vpc', 'host', 'domain'],
  time: 'time',
  taken: 'taken_at',
};

/** Keeps it for the whole hours of a piece, of which `records` is a table of all queries. */
export const keepNames = (records: string, piece: Span, lake: Lake): Promise<void> =>
  remakeHours(hostNames, [namesSql(records)], piece, lake);

const namesSql = (records: string): string => `
  SELECT toDateTime64(hour, 3, 'UTC') AS time, its.1 AS account, region, its.2 AS vpc, its.3 AS host, its.4 AS query, its.5 AS domain,
    asked, missing, mail, odd, starts, locator,
    match(query, '^([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[a-z2-7]{32}|[a-z2-7]{52})(\\\\.[a-z_][a-z0-9_-]*){2,4}$')
      AND arrayAll(one -> startsWith(one, '127.') OR match(one, '^"?[a-zA-Z0-9_=:;, -]{0,12}"?$'), told) AS looked,
    arraySort(arraySlice(arraySort(one -> cityHash64(one), arrayFilter(one -> isIPv4String(one) OR isIPv6String(one), told)), 1, 40)) AS addresses, now64(3, 'UTC') AS taken_at
  FROM (SELECT toStartOfHour(time) AS hour, cityHash64(account, vpc, host, query) AS who, any((account, vpc, host, query, domain)) AS its, max(region) AS region,
      count() AS asked, countIf(rcode = 'NXDOMAIN') AS missing,
      countIf(query_type IN ('MX', 'TXT')) AS mail, countIf(query_type IN ('TXT', 'NULL', 'CNAME', 'MX', 'KEY')) AS odd,
      groupArraySorted(25)(toUInt32(toUnixTimestamp(time))) AS starts, arraySort(groupUniqArrayArray(answers)) AS told, min(locator) AS locator
    FROM ${records} WHERE NOT reversed AND NOT internal AND domain != '' AND position(domain, '.') > 0
    GROUP BY hour, who)`;
