import type { Lake, Stage } from '#lake';

/** Private, shared, link-local and loopback addresses of IPv4, unique local and link-local ones of IPv6. */
export function isPrivate(address: string): string {
  const number = `IPv4StringToNumOrDefault(${address})`; // 0 for IPv6
  const narrow = [
    `bitShiftRight(${number}, 24) IN (10, 127)`,
    `bitShiftRight(${number}, 16) IN (49320, 43518)`, // 192.168, 169.254
    `bitShiftRight(${number}, 20) = 2753`, // 172.16 and fifteen more
    `bitShiftRight(${number}, 22) = 401`, // 100.64 and 63 more
  ];
  return `(${narrow.join(' OR ')} OR ${number} = 0 AND match(${address}, '^(f[cd]|fe[89ab])[0-9a-f]*:|^::1$'))`;
}

/**
 * Makes a table of the address that each interface has in each hour, one a family, from the flow records for which a
 * condition holds: `hour`, `interface`, `family` (1 for IPv6), `own`; `sure` where no other address is as likely, `told`
 * where the log says the direction, `passes` for a gateway, which passes on what is not its own.
 */
export async function stageInterfaces(span: string, lake: Lake): Promise<Stage> {
  const stage = await lake.stage(byCommonEnd(span), ['hour', 'interface']);
  const several = `SELECT hour, interface, family FROM ${stage.name} WHERE own = ''`;
  const rows = await lake.rows(`${several} LIMIT 1`);
  if (rows.length === 0) return stage;
  await using common = stage;
  const among = `${span} AND (toStartOfHour(time), interface, position(src_address, ':') > 0) IN (${several})`;
  return await lake.stage(`SELECT * FROM ${common.name} WHERE own != '' UNION ALL ${byFrequentEnd(among)}`, [
    'hour',
    'interface',
  ]);
}

const told = `max(multiIf(direction = 'egress', src_address, direction = 'ingress', dst_address, '')) AS told`;
const passes = `countIf((pkt_src_address NOT IN ('', src_address) AND ${isPrivate('src_address')} AND NOT ${isPrivate('pkt_src_address')})
  OR (pkt_dst_address NOT IN ('', dst_address) AND ${isPrivate('dst_address')} AND NOT ${isPrivate('pkt_dst_address')})) > 0 AS passes`;

const grouped = (span: string, columns: string): string => `
  SELECT toStartOfHour(time) AS hour, interface, position(src_address, ':') > 0 AS family, ${told}, ${passes}, ${columns}
  FROM network_activity WHERE ${span} GROUP BY hour, interface, family`;

/**
 * The own address is an end of every record; `own` is empty where none is. In the order of addresses it lies between the
 * ends of each record, and is one of them: so it is the least of the greater ends, or the greatest of the lesser ones.
 * Whether one of the two is an end of all is told by bits of hashes that all records share (one record in a million that
 * lacks it is not noticed). Where it spoke with one other address alone, both are; then it is the private one.
 */
const byCommonEnd = (span: string): string => `
  SELECT hour, interface, family, told, passes, ends[1] AS own, length(ends) = 1 AS sure
  FROM (SELECT *, arraySort(end -> (NOT ${isPrivate('end')}, end), arrayFilter(end -> ${isCommon('end')}, arrayDistinct([high, low]))) AS ends
    FROM (${grouped(
      span,
      `min(greatest(src_address, dst_address)) AS high, max(least(src_address, dst_address)) AS low, ${places
        .map(
          (place) =>
            `groupBitAnd(bitOr(${bitOf('src_address', place)}, ${bitOf('dst_address', place)})) AS shared_${place}`,
        )
        .join(', ')}`,
    )}))`;

const places = [0, 1, 2, 3] as const;
/** One of 64 bits, told by six bits of the hash of an address. */
const bitOf = (address: string, place: number): string =>
  `bitShiftLeft(toUInt64(1), bitAnd(bitShiftRight(cityHash64(${address}), ${6 * place}), 63))`;
const isCommon = (address: string): string =>
  `(${places.map((place) => `bitTest(shared_${place}, bitAnd(bitShiftRight(cityHash64(${address}), ${6 * place}), 63))`).join(' AND ')})`;

/** An interface with several addresses of its own: the one that is the end of most records. Dear: 1.5 us a record. */
const byFrequentEnd = (span: string): string => `
  SELECT hour, interface, family, told, passes,
    arraySort(one -> (-one.2, one.3, one.1), arrayMap(one -> (one.1, one.2, NOT ${isPrivate('one.1')}), most))[1].1 AS own, most[1].2 > most[2].2 AS sure
  FROM (${grouped(span, 'approx_top_kArray(2)([src_address, dst_address]) AS most')})`;
