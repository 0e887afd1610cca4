import { portDay } from './machine-ports.ts';
import type { Sheet } from './sheet.ts';

/** How many days before a day tell what is usual. */
export const memoryOfDays = 14;

/**
 * Days of our machines as clients of strangers (`machine_ports`): a row for each day, machine and port of strangers.
 *
 * - `time`: the day. `sent`, `received`, `connections`: over that port on that day; `server`: with whom most.
 * - `port_days`: on how many of the 14 days before the machine used the port; `known_days`: on how many it was seen at all.
 * - `neighbours`: other machines of the network that used the port then or on that day; counted where `port_days` is 0.
 * - `all_sent`: sent over all ports on that day; `most_sent`, `usual_sent`: the most and the median of the days before.
 */
export const daySheet: Sheet = {
  table: 'network_activity',
  stage: async ({ from, to }, { lake }) => {
    await using ports = await lake.stage(portsSql(from, to), ['day']);
    return await lake.stage(daysSql(ports.name, from), ['time']);
  },
  contacts: (table) => `SELECT time AS day, account, region, '' AS value FROM ${table} WHERE 0`,
};

const before = `INTERVAL ${memoryOfDays} DAY`;
const who = 'account, vpc, machine';

/** The ports of each day, and of the days before that tell what is usual. */
const portsSql = (from: number, to: number): string => `
  SELECT day, ${who}, port, protocol, its.1 AS region, its.2 AS interface, its.3 AS instance, its.4 AS sent, its.5 AS received,
    its.6 AS connections, its.7 AS server, its.8 AS locator
  FROM (SELECT toStartOfDay(time) AS day, ${who}, port, protocol, (${portDay.join(', ')}) AS its FROM machine_ports
    WHERE day >= fromUnixTimestamp64Milli(${from}) - ${before} AND day < fromUnixTimestamp64Milli(${to})
    GROUP BY day, ${who}, port, protocol)`;

const daysSql = (ports: string, from: number): string => `
  WITH ports AS (SELECT * FROM ${ports}),
  habits AS (
    SELECT *, arrayCount(other -> other < day AND other >= day - ${before}, days) AS port_days
    FROM ports INNER JOIN (SELECT ${who}, port, protocol, groupArray(day) AS days FROM ports GROUP BY ${who}, port, protocol) AS known
      USING (${who}, port, protocol)
    WHERE day >= fromUnixTimestamp64Milli(${from})),
  totals AS (SELECT day, ${who}, sum(sent) AS all_sent FROM ports GROUP BY day, ${who}),
  machines AS (
    SELECT day, ${who}, all_sent, arrayFilter(other -> other.1 < day AND other.1 >= day - ${before}, days) AS earlier,
      length(earlier) AS known_days, arrayMax(arrayMap(one -> one.2, arrayPushBack(earlier, (day, toUInt64(0))))) AS most_sent,
      arrayElement(arraySort(arrayMap(one -> one.2, earlier)), intDiv(known_days, 2) + 1) AS usual_sent
    FROM totals INNER JOIN (SELECT ${who}, groupArray((day, all_sent)) AS days FROM totals GROUP BY ${who}) AS known USING (${who})),
  others AS (
    SELECT habits.day AS day, habits.account AS account, habits.vpc AS vpc, habits.machine AS machine, habits.port AS port, habits.protocol AS protocol,
      uniqExactIf(ports.machine, ports.machine != habits.machine AND ports.day <= habits.day AND ports.day >= habits.day - ${before}) AS neighbours
    FROM habits INNER JOIN ports ON habits.account = ports.account AND habits.vpc = ports.vpc AND habits.port = ports.port AND habits.protocol = ports.protocol
    WHERE port_days = 0
    GROUP BY day, account, vpc, machine, port, protocol)
  SELECT toDateTime64(habits.day, 3, 'UTC') AS time, account, region, vpc, machine, interface, instance, port, protocol,
    sent, received, connections, server, locator, port_days, known_days, neighbours, all_sent, most_sent, usual_sent
  FROM habits INNER JOIN machines USING (day, ${who}) LEFT JOIN others USING (day, ${who}, port, protocol)`;
