import { stageFlows } from './flow-records.ts';
import type { Sheet } from './sheet.ts';

/**
 * Conversations: the flow records of ten minutes of one interface with one far end and one service, both directions
 * together. `client` is who began, `sent_` what went from client to server, `received_` what came back.
 *
 * - `role`: which end is the interface's own machine: `client`, `server`, `passed` (a NAT gateway in between), or empty.
 * - `client_inside`, `server_inside`: 1 for a machine of ours: the interface's own, or one with a private address.
 * - `client_at`, `client_instance`, `server_at`, `server_instance`: interface and instance of that end when it is the own one.
 * - `connections`: different ports of the client; `refused`: records with REJECT; `peak`: most packets a second sent.
 * - `largest`: most bytes that one connection to a port of remote login or of a mailbox moved in the ten minutes; of these connections,
 *   `brief`: those that moved hardly anything; `tried`: those of them that went on until a password could be sent.
 * - `begun`: each port of our machine as the client, and the second at which it was first seen.
 * - `service`: the AWS service of the far end, where the log says it.
 *
 * Its records (what `among` looks at) have `time`, `account`, `region`, `vpc`, `interface`, `role`, `client`, `server`,
 * `port`, `protocol`, `client_inside`, `server_inside`, `service` of their conversation, and of their own `reply`,
 * `packets`, `bytes`, `action`.
 *
 * INVARIANT: every column is the same when records come twice.
 */
export const flowSheet: Sheet = {
  table: 'network_activity',
  stage: stageFlows,
  speaksOf: (addresses) => `(client IN (${addresses}) OR server IN (${addresses}))`,
  contacts: (table) =>
    `SELECT DISTINCT toStartOfDay(time) AS day, account, region, server AS value FROM ${table} WHERE NOT server_inside
     UNION DISTINCT SELECT DISTINCT toStartOfDay(time), account, region, client AS value FROM ${table} WHERE NOT client_inside`,
  rows: (records) => `
    SELECT time, account, region, vpc, interface, client, server, port, protocol, role, client_inside, server_inside,
      if(role = 'client', interface, '') AS client_at, if(role = 'client', max(instance), '') AS client_instance,
      if(role = 'server', interface, '') AS server_at, if(role = 'server', max(instance), '') AS server_instance,
      uniqExact(client_port) AS connections,
      sumIf(packets, NOT reply) AS sent_packets, sumIf(bytes, NOT reply) AS sent_bytes,
      sumIf(packets, reply) AS received_packets, sumIf(bytes, reply) AS received_bytes,
      countIf(action = 'REJECT') AS refused, toUInt64(arrayMax(sumMapIf([client_port], [bytes], port IN ${logins}).2)) AS largest,
      uniqExactIf(client_port, port IN ${logins} AND NOT reply AND bytes <= 15000 AND packets >= 3) AS brief,
      uniqExactIf(client_port, port IN ${logins} AND NOT reply AND bytes BETWEEN 1200 AND 15000 AND packets >= 8) AS tried, maxIf(intDiv(packets, seconds), NOT reply) AS peak,
      minMapIf([client_port], [toUInt32(toUnixTimestamp(began))], NOT reply AND role != 'server') AS begun,
      max(service) AS service, min(locator) AS locator
    FROM ${records}
    GROUP BY time, account, region, vpc, interface, client, server, port, protocol, role, client_inside, server_inside`,
};

/** Remote login and mailboxes: FTP, SSH (also on 2222), telnet, POP3, IMAP, submission of mail, RDP, VNC, WinRM. */
const logins = '(21, 22, 23, 110, 143, 465, 587, 993, 995, 2222, 3389, 5900, 5985, 5986)';
