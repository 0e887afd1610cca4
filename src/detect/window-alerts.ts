import { milder, type Level } from '#attack';
import type { Alert, Claim } from '#findings';
import { listTitles } from '#intel';
import type { Text } from '#kernel';
import type { TableName } from '#sources';
import type { Claimed } from './book.ts';
import type { Delivered } from './detector.ts';
import { eventsAt } from './evidence.ts';
import { joinedAlerts } from './joined-alerts.ts';
import { machinesOf, type Machine } from './machines.ts';
import { filled } from './measured.ts';
import type { Found } from './window-rows.ts';
import { tableOf } from './window-rows.ts';
import type { DetectorParts } from './open-detector.ts';
import type { Window } from './window.ts';

/** What windows found, as alerts with the events that show it. Two of one finding in one window become one. */
export async function alertsFrom(
  found: readonly { readonly window: Window; readonly claimed: Claimed; readonly row: Found }[],
  parts: Pick<DetectorParts, 'lake' | 'judge'>,
): Promise<Alert[]> {
  const known = await machinesOf(
    found.map(({ row }) => row.interface),
    parts.lake,
  );
  const titles = await listTitles();
  const alerts: Alert[] = [];
  for (const table of new Set(found.map(({ window }) => tableOf(window)))) {
    const own = found.filter(({ window }) => tableOf(window) === table);
    const events = await eventsAt(
      table,
      own.flatMap(({ row }) => row.evidence),
      { lake: parts.lake, sources: parts.judge.sources },
    );
    for (const { window, claimed, row } of own) {
      const alert = alertOf({ window, claimed, row, events, machine: known.get(row.interface), titles });
      if (alert !== undefined) alerts.push(alert);
    }
  }
  return joinedAlerts(alerts);
}

interface Made {
  readonly window: Window;
  readonly claimed: Claimed;
  readonly row: Found;
  readonly events: ReadonlyMap<string, Delivered>;
  readonly machine: Machine | undefined;
  readonly titles: ReadonlyMap<string, Text>;
}

function alertOf({ window, claimed, row, events, machine, titles }: Made): Alert | undefined {
  const shared = { ...whatIsClaimed(row, claimed, machine), matched: matched[tableOf(window)] };
  const claims = row.evidence.flatMap(([, hash]): Claim[] => {
    const delivered = events.get(hash);
    return delivered === undefined ? [] : [{ ...shared, ...delivered }];
  });
  if (claims.length === 0) return undefined; // dropped by age in the meantime
  const measured = {
    en: filled(window.says.en, row, 'en'),
    ja: filled(window.says.ja, inJapanese(row, titles), 'ja'),
  } satisfies Text;
  return {
    time: row.begins,
    until: row.begins + window.spanSeconds * 1000,
    measured,
    interface: row.interface,
    claims: withoutTwins(claims),
  };
}

/** What all of its claims have in common; the interface's own machine is called by its name. */
function whatIsClaimed(row: Found, claimed: Claimed, machine: Machine | undefined) {
  const named = row.instance || machine?.instance || machine?.function || row.machine;
  const name = (text: string): string => (text !== '' && text === row.machine ? named : text);
  const { id: rule, title, tactics, techniques } = claimed;
  return {
    rule,
    type: machine?.function && row.instance === '' ? claimed.type.replace(':EC2/', ':Lambda/') : claimed.type,
    title,
    severity: gravityOf(row, claimed),
    tactics,
    techniques,
    account: row.account,
    region: row.region,
    principal: name(row.principal),
    resource: name(row.resource),
    subject: row.subject,
  };
}

function gravityOf({ hint, ...row }: Found, { severity }: Claimed): Level {
  if (hint === 1) return 'informational';
  return row.milder === 1 ? milder(severity) : severity;
}

/** A row whose names of lists are those that Japanese has for them. */
const inJapanese = (row: Found, titles: ReadonlyMap<string, Text>): Found => ({
  ...row,
  ...Object.fromEntries(
    ['lists', 'known'].flatMap((column) => {
      const names = row[column];
      return Array.isArray(names) ? [[column, names.map((name: unknown) => titles.get(String(name))?.ja ?? name)]] : [];
    }),
  ),
});

/** What of an event a window looks at. */
const matched: Readonly<Record<TableName, readonly string[]>> = {
  network_activity: ['srcaddr', 'dstaddr', 'dstport', 'action'],
  dns_activity: ['query_name', 'rcode'],
  api_activity: ['eventName', 'sourceIPAddress'],
  http_activity: [],
};

/** Twins are the same record, delivered by two files. */
const withoutTwins = (claims: readonly Claim[]): Claim[] => [
  ...new Map(claims.map((claim) => [claim.event.id, claim])).values(),
];
