import type { Lake, LakeTable, Sum } from '#lake';
import { text, word } from './columns.ts';
import { remakeHours } from './remake-hours.ts';
import type { Span } from './sheet.ts';

const count = (name: string) => ({ name, type: 'UInt64' });

const ofWhom = 'toStartOfDay(time), account, vpc, machine, port, protocol';

/** What a machine did over a port on a whole day; in this order region, interface, instance, amounts, with whom most. */
export const portDay = [
  'max(region)',
  'max(interface)',
  'max(instance)',
  'sum(sent)',
  'sum(received)',
  'sum(connections)',
  'argMax(server, (sent, server))',
  'min(locator)',
] as const;

/** So that a fortnight is read by its days, not its hours. */
const perDay: Sum = { name: 'per_day', select: `${ofWhom}, ${portDay.join(', ')}`, by: ofWhom };

/**
 * What our machines did in each hour as clients of strangers: for each port of theirs the bytes sent and received, and
 * with whom most. What is usual for a machine is told by it; a thousandth of the flows, so that months are read at once.
 */
export const machinePorts: LakeTable = {
  name: 'machine_ports',
  columns: [
    { name: 'time', type: "DateTime64(3, 'UTC')" },
    ...['account', 'region', 'vpc'].map(word),
    ...['machine', 'interface', 'instance'].map(text),
    { name: 'port', type: 'UInt16' },
    { name: 'protocol', type: 'UInt8' },
    ...['sent', 'received', 'connections'].map(count),
    text('server'),
    { name: 'locator', type: 'UInt128' },
    { name: 'taken_at', type: "DateTime64(3, 'UTC')" },
  ],
  orderBy: ['time', 'vpc', 'machine', 'port'],
  time: 'time',
  taken: 'taken_at',
  sums: [perDay],
};

/** Ports from here on are mostly those of clients, whoever began: they are kept together, as port 0. */
const ephemeral = 32_768;

/** Keeps it for the whole hours of a piece, of which `records` is a table of all flow records with their direction. */
export const keepPorts = (records: string, piece: Span, lake: Lake): Promise<void> =>
  remakeHours(
    machinePorts,
    [
      `SELECT toDateTime64(toStartOfHour(time), 3, 'UTC') AS time, account, max(region) AS region, vpc, client AS machine,
       max(if(role = 'client', interface, '')) AS interface, max(if(role = 'client', instance, '')) AS instance,
       if(server_port < ${ephemeral}, server_port, 0) AS port, protocol, sumIf(bytes, NOT reply) AS sent, sumIf(bytes, reply) AS received,
       uniqExact(client_port) AS connections, argMax(server, (bytes, server)) AS server, min(locator) AS locator,
       now64(3, 'UTC') AS taken_at
     FROM (SELECT * EXCEPT port, port AS server_port FROM ${records})
     WHERE client_inside AND NOT server_inside AND action != 'REJECT' AND protocol IN (6, 17, ${tunnels})
     GROUP BY time, account, vpc, client, port, protocol HAVING received > 0 OR protocol NOT IN (6, 17)`,
    ],
    piece,
    lake,
  );

/** IP in IP, GRE and ESP, of which the log does not say who began. */
const tunnels = '4, 41, 47, 50';
