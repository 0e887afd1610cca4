import type { Lake, Stage } from '#lake';
import { isPrivate, stageInterfaces } from './interface-ends.ts';
import { hashOf, locatorOf, type Span, type StageParts } from './sheet.ts';

/**
 * Flow records of a span, each once, with the direction of their conversation, in a table of their own. `client` is who
 * began, `reply` tells what the server sent. `time` is the ten minutes of its conversation, `role` which end is the
 * interface's own machine. They lie by port, which most windows ask for.
 */
export async function stageFlows({ from, to }: Span, { lake, only }: StageParts): Promise<Stage> {
  const span = `time >= fromUnixTimestamp64Milli(${from}) AND time < fromUnixTimestamp64Milli(${to}) AND status NOT IN ('NODATA', 'SKIPDATA')`;
  const some = only === undefined ? span : `${span} AND (${ends.map((end) => `${end} IN (${only})`).join(' OR ')})`;
  // Which end is whose is told by all records of an interface, whomever it speaks with.
  const own =
    only === undefined ? span : `${span} AND interface IN (SELECT interface FROM network_activity WHERE ${some})`;
  await using interfaces = await stageInterfaces(own, lake);
  return await lake.stage(recordsSql(await source(some, lake), interfaces.name), ['port', 'time']);
}

const recordsSql = (source: string, interfaces: string): string => `
  SELECT *, ${isInside('client', interfaces)} AS client_inside, ${isInside('server', interfaces)} AS server_inside
  FROM (SELECT began, toDateTime64(toStartOfInterval(began, INTERVAL 10 MINUTE), 3, 'UTC') AS time,
    account, region, vpc, interface, instance, packets, bytes, action, protocol, reply, locator,
    multiIf(passed, 'passed', own_end = 0, '', (own_end = 1) != reply, 'client', 'server') AS role,
    greatest(1, dateDiff('second', began, end_time)) AS seconds,
    if(reply, receiver, sender) AS client, if(reply, sender, receiver) AS server,
    if(reply, dst_port, src_port) AS client_port, if(reply, src_port, dst_port) AS port,
    if(reply, from_service, to_service) AS service
  FROM (${directed(source, interfaces)}))
  SETTINGS ${small}`;

/** Interfaces are kept in memory and not records: the engine, which cannot tell how many come out of either, guessed wrong. */
const small = "query_plan_join_swap_table = 'false'";

const ends = ['src_address', 'dst_address', 'pkt_src_address', 'pkt_dst_address'];

const columns =
  'time AS began, end_time, account, region, vpc, interface, instance, src_address, dst_address, src_port, dst_port, protocol, packets, bytes, tcp_flags, direction, action, pkt_src_address, pkt_dst_address';
const remote = "extra['pkt-src-aws-service'] AS from_service, extra['pkt-dst-aws-service'] AS to_service";

/** Records of the span, each once. Overlapping flow logs deliver the same twice; to look for that costs less than to group. */
async function source(span: string, lake: Lake): Promise<string> {
  const plain = `SELECT ${columns}, ${remote}, ${locatorOf('network_activity')} AS locator FROM network_activity WHERE ${span}`;
  const [counted] = await lake.rows<{ rows: number; different: number }>(
    `SELECT count() AS rows, uniqExact(${hashOf('network_activity')}) AS different FROM network_activity WHERE ${span}`,
  );
  if (counted === undefined || counted.rows === counted.different) return plain;
  return `SELECT ${columns.replace('time AS ', '')}, max(from_service) AS from_service, max(to_service) AS to_service, min(locator) AS locator FROM (${plain}) GROUP BY ${columns.replace('time AS ', '')}`;
}

/** Ports of services; the other end of a connection to one of them is the client, whatever its number. */
const services =
  '(20, 21, 22, 23, 25, 53, 67, 69, 80, 88, 110, 111, 123, 135, 137, 138, 139, 143, 161, 162, 389, 443, 445, 465, 500, 514, 515, 548, 554, 587, 623, 631, 636, 853, 873, 993, 995, 1080, 1194, 1433, 1521, 1723, 1883, 2049, 2181, 2375, 2376, 2379, 3128, 3268, 3306, 3389, 4500, 5000, 5044, 5060, 5432, 5601, 5672, 5900, 5985, 5986, 6379, 6443, 6667, 7001, 7077, 8000, 8008, 8080, 8081, 8088, 8125, 8443, 8883, 8888, 9000, 9042, 9090, 9092, 9100, 9200, 9300, 9418, 9443, 9999, 10250, 11211, 15672, 25565, 27017, 50070)';

/** Those of them that speak UDP; opposite to one of these another service's port is that of a client, and often a forged one. */
const datagramServices = '(17, 19, 53, 69, 111, 123, 137, 161, 389, 1900, 3702, 5353, 11211)';

/**
 * An end that is ours: the interface's own, one with a private address, or an address of IPv6 that another interface of
 * the same hour has, as far as the log tells the direction or it spoke with several others.
 */
const isInside = (end: string, interfaces: string): string =>
  `(role = '${end}' OR ${isPrivate(end)} OR position(${end}, ':') > 0 AND (toStartOfHour(began), ${end}) IN (
    SELECT hour, if(told = '', own, told) FROM ${interfaces} WHERE family AND (sure OR told != '') AND NOT passes))`;

/**
 * Who began: of a refused record its sender; of TCP who sent the first SYN, where the log has flags; of UDP the end
 * without the port of such a service; else the end without a service's port, or with the higher port; where both have
 * the same one, the private address.
 */
const isReply = `multiIf(action = 'REJECT' OR protocol NOT IN (6, 17), 0,
  protocol = 6 AND bitAnd(tcp_flags, 18) = 18, 1, protocol = 6 AND bitAnd(tcp_flags, 2) = 2, 0,
  protocol = 17 AND src_port IN ${datagramServices} AND dst_port NOT IN ${datagramServices}, 1,
  protocol = 17 AND dst_port IN ${datagramServices} AND src_port NOT IN ${datagramServices}, 0,
  src_port IN ${services} AND dst_port NOT IN ${services}, 1, dst_port IN ${services} AND src_port NOT IN ${services}, 0,
  src_port = dst_port, ${isPrivate('dst_address')} AND NOT ${isPrivate('src_address')}, src_port < dst_port, 1, 0)`;

const directed = (source: string, interfaces: string): string => `
  SELECT records.*, ${isReply} AS reply,
    if(pkt_src_address = '', src_address, pkt_src_address) AS sender, if(pkt_dst_address = '', dst_address, pkt_dst_address) AS receiver,
    passes AND (sender != src_address OR receiver != dst_address) AS passed,
    multiIf(passed, 0, direction = 'egress', 1, direction = 'ingress', 2, own = src_address, 1, own = dst_address, 2, 0) AS own_end
  FROM (${source}) AS records LEFT JOIN ${interfaces} AS known
    ON toStartOfHour(records.began) = known.hour AND records.interface = known.interface AND (position(records.src_address, ':') > 0) = known.family
  WHERE NOT passes OR sender != src_address OR receiver != dst_address OR (pkt_src_address = '' AND pkt_dst_address = '')`;
