import { locatorOf, type Sheet } from './sheet.ts';

/**
 * DNS queries, each once. `host` is who asked (instance, else address), `domain` the registered domain as the engine
 * knows it; `reversed` is 1 for names of reverse lookup, `internal` for names that the VPC itself answers.
 */
export const querySheet: Sheet = {
  table: 'dns_activity',
  stage: ({ from, to }, { lake }) =>
    lake.stage(
      `SELECT *, if(instance = '', src_address, instance) AS host, cutToFirstSignificantSubdomain(query) AS domain,
         endsWith(query, '.arpa') AS reversed,
         match(query, '(^|\\\\.)(local|internal|lan|home|corp|localdomain|intra|localhost)$|(^|\\\\.)amazonaws\\\\.com(\\\\.cn)?$|\\\\.aws$|\\\\.aws\\\\.dev$') OR position(query, '.') = 0 AS internal
       FROM (SELECT time, account, region, vpc, src_address, instance, query, query_type, rcode, answers, transport,
           min(${locatorOf('dns_activity')}) AS locator
         FROM dns_activity WHERE time >= fromUnixTimestamp64Milli(${from}) AND time < fromUnixTimestamp64Milli(${to})
         GROUP BY time, account, region, vpc, src_address, src_port, instance, query, query_type, rcode, answers, transport)`,
      ['time', 'host'],
    ),
  contacts: (table) =>
    `SELECT DISTINCT toStartOfDay(time) AS day, account, region, query AS value FROM ${table} WHERE NOT reversed AND NOT internal
     UNION DISTINCT SELECT DISTINCT toStartOfDay(time), account, region, arrayJoin(arrayFilter(one -> isIPv4String(one) OR isIPv6String(one), answers)) AS value FROM ${table} WHERE NOT internal`,
};
