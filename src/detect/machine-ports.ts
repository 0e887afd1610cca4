import type { Lake, LakeTable } from '#lake';
import type { Span } from './sheet.ts';

const text = (name: string) => ({ name, type: 'String' });
const word = (name: string) => ({ name, type: 'LowCardinality(String)' });
const count = (name: string) => ({ name, type: 'UInt64' });

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
};

/** Ports from here on are mostly those of clients, whoever began. */
const ephemeral = 32_768;

/**
 * Keeps it for the whole hours of a piece, of which `records` is a table of all flow records with their direction.
 * INVARIANT: what an hour says is made anew of all its records, so that it depends on them alone. An end in between
 * does no harm: the hours are made ready again.
 */
export async function keepPorts(records: string, { from, to }: Span, lake: Lake): Promise<void> {
  const between = `time >= fromUnixTimestamp64Milli(${from}) AND time < fromUnixTimestamp64Milli(${to})`;
  await lake.withdraw(machinePorts, between);
  await lake.derive(
    machinePorts,
    `SELECT toDateTime64(toStartOfHour(time), 3, 'UTC') AS time, account, max(region) AS region, vpc, client AS machine,
       max(if(role = 'client', interface, '')) AS interface, max(if(role = 'client', instance, '')) AS instance,
       port, protocol, sumIf(bytes, NOT reply) AS sent, sumIf(bytes, reply) AS received,
       uniqExact(client_port) AS connections, argMax(server, (bytes, server)) AS server, min(locator) AS locator,
       now64(3, 'UTC') AS taken_at
     FROM ${records}
     WHERE ${between} AND client_inside AND NOT server_inside AND action != 'REJECT' AND protocol IN (6, 17) AND port < ${ephemeral}
     GROUP BY time, account, vpc, client, port, protocol HAVING received > 0`,
  );
}
