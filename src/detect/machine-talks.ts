import type { Lake, LakeTable } from '#lake';
import { text, word } from './columns.ts';
import { remakeHours } from './remake-hours.ts';
import type { Span } from './sheet.ts';

const count = (name: string) => ({ name, type: 'UInt64' });
const flag = (name: string) => ({ name, type: 'UInt8' });

/**
 * With whom our machines spoke in each hour, as far as it can matter over days: a row for each `kind` of talk (see
 * `kinds`), machine of ours, far end, port and protocol.
 *
 * - `outward`: 1 where the machine began. `far_inside`: 1 where the far end is ours too.
 * - `connections`: different ports of who began; `sent`, `received`: bytes, as the machine saw them.
 * - `ports`, `starts`: of quiet talks, each port of the client and when it was first seen, in seconds since 1970.
 * - `tries`, `largest`: of sessions, connections that only went as far as a password, and most bytes of one connection.
 */
export const machineTalks: LakeTable = {
  name: 'machine_talks',
  columns: [
    { name: 'time', type: "DateTime64(3, 'UTC')" },
    ...['kind', 'account', 'region', 'vpc'].map(word),
    ...['machine', 'interface', 'instance', 'far'].map(text),
    ...['outward', 'far_inside'].map(flag),
    { name: 'port', type: 'UInt16' },
    { name: 'protocol', type: 'UInt8' },
    ...['connections', 'sent', 'received', 'tries', 'largest'].map(count),
    { name: 'ports', type: 'Array(UInt16)' },
    { name: 'starts', type: 'Array(UInt32)' },
    { name: 'locator', type: 'UInt128' },
    { name: 'taken_at', type: "DateTime64(3, 'UTC')" },
  ],
  orderBy: ['kind', 'time', 'vpc', 'machine'],
  time: 'time',
  taken: 'taken_at',
};

type Filled = 'tries' | 'largest' | 'calls';
const empty: Readonly<Record<Filled, string>> = {
  tries: '0',
  largest: '0',
  calls: "CAST([], 'Array(UInt64)')",
};

interface Kind {
  /** Which records are looked at: a condition that one record answers. */
  readonly among: string;
  /** Which talks are kept. */
  readonly kept: string;
  /** Columns that only this kind fills, as aggregates. */
  readonly fills?: Readonly<Partial<Record<Filled, string>>>;
}

/** SSH, RDP, VNC, SMB, WinRM, telnet, Docker: whoever gets in there rules the machine. */
const logins = '(22, 23, 445, 2375, 2376, 3389, 5900, 5985, 5986)';
/** Names, time, tunnels and calls: they keep talking by design. */
const steady = '(53, 123, 500, 853, 3478, 3479, 4500)';

const kinds: Readonly<Record<string, Kind>> = {
  /** With strangers, seldom and little: what somebody who waits for orders does, and monitoring. */
  quiet: {
    among: `client_inside AND NOT server_inside AND protocol IN (6, 17) AND action != 'REJECT' AND service = '' AND port NOT IN ${steady}`,
    kept: 'connections <= 8 AND received > 0 AND sent + received <= 100000',
    fills: {
      calls: 'arraySort(groupArrayIf(bitShiftLeft(toUInt64(client_port), 32) + toUnixTimestamp(began), NOT reply))',
    },
  },
  /** With anybody, more than fifty megabytes; such an amount stands in large records. */
  heavy: {
    among: `(client_inside OR server_inside) AND action != 'REJECT' AND bytes >= 200000`,
    kept: 'sent + received >= 50000000',
  },
  /** Remote login and sharing of files among our machines that was answered. */
  login: {
    among: `client_inside AND server_inside AND protocol = 6 AND action != 'REJECT' AND port IN ${logins} AND client != server`,
    kept: 'answers >= 3',
  },
  /** Strangers who got in by remote login, as far as the amount tells, or tried. */
  session: {
    among: `server_inside AND NOT client_inside AND protocol = 6 AND action != 'REJECT' AND port IN ${logins}`,
    kept: 'largest >= 50000 OR tries >= 4',
    fills: {
      // A quiet minute of a session is a record as small as a try, so that it is the whole connection that counts.
      tries:
        'arrayCount((moved, sent) -> moved BETWEEN 1200 AND 15000 AND sent >= 8, (sumMapIf([client_port], [bytes], [packets], NOT reply) AS ends).2, ends.3)',
      largest: 'toUInt64(arrayMax(sumMap([client_port], [bytes]).2))',
    },
  },
};

/** Keeps it for the whole hours of a piece, of which `records` is a table of all flow records with their direction. */
export const keepTalks = (records: string, piece: Span, lake: Lake): Promise<void> =>
  remakeHours(
    machineTalks,
    Object.entries(kinds).map(([kind, one]) => talksSql(kind, one, records)),
    piece,
    lake,
  );

// One key of eight bytes groups many times faster than the texts; those of a group are all the same.
const talksSql = (kind: string, { among, kept, fills }: Kind, records: string): string => `
  SELECT toDateTime64(hour, 3, 'UTC') AS time, '${kind}' AS kind, its.1 AS account, region, its.2 AS vpc, its.3 AS machine, own_interface AS interface, own_instance AS instance, its.4 AS far,
    client_inside AS outward, server_inside AND client_inside AS far_inside, its.5 AS port, its.6 AS protocol, connections, sent, received,
    tries, largest, arrayMap(one -> toUInt16(bitShiftRight(one, 32)), ${firsts}) AS ports, arrayMap(one -> toUInt32(one), ${firsts}) AS starts, locator, now64(3, 'UTC') AS taken_at
  FROM (SELECT toStartOfHour(time) AS hour, cityHash64(account, vpc, client, server, port, protocol) AS pair, client_inside, server_inside,
    any((account, vpc, if(client_inside, client, server), if(client_inside, server, client), port, protocol)) AS its, max(region) AS region,
    max(if(role = if(client_inside, 'client', 'server'), interface, '')) AS own_interface, max(if(role = if(client_inside, 'client', 'server'), instance, '')) AS own_instance,
    uniqExact(client_port) AS connections, sumIf(packets, reply) AS answers, ${moved('reply != client_inside')} AS sent, ${moved('reply = client_inside')} AS received,
    ${Object.entries({ ...empty, ...fills })
      .map(([name, sql]) => `${sql} AS ${name}`)
      .join(', ')}, min(locator) AS locator
  FROM ${records} WHERE ${among} GROUP BY hour, pair, client_inside, server_inside HAVING ${kept})`;

/** Of the calls in order, a port and a second in one number each, the first one of each port. */
const firsts =
  'arrayFilter((one, at) -> at = 1 OR bitShiftRight(one, 32) != bitShiftRight(calls[at - 1], 32), calls, arrayEnumerate(calls))';

/**
 * By who saw it, for where several log it, it counts once: as one of them saw it. An end is one interface; of others
 * there may be several, and only for them maps are kept, which cost as much as all the rest.
 */
const moved = (direction: string): string =>
  `greatest(sumIf(bytes, role = 'client' AND ${direction}), sumIf(bytes, role = 'server' AND ${direction}),
    toUInt64(arrayMax(arrayPushBack(sumMapIf([cityHash64(interface)], [bytes], role NOT IN ('client', 'server') AND ${direction}).2, toUInt64(0)))))`;
