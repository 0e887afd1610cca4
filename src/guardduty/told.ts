import { z } from 'zod';
import type { Finding } from '#findings';
import type { GuardDutyContext } from './context.ts';
import { documentOf, type Document, type NewestEvent } from './document.ts';
import { textAt, type Fields } from './event-fields.ts';
import type { Place } from './finding.ts';
import { isSample } from './sample-rules.ts';

/** What telling needs of the room's context. */
export type TellContext = Pick<GuardDutyContext, 'store' | 'lake' | 'geography' | 'homeAccount' | 'homeRegion'>;

/** A finding, and what its newest event tells. */
export interface Told {
  readonly finding: Finding;
  readonly place: Place;
  readonly document: Document;
}

/** Reads the newest event of each finding. */
export async function tell(findings: readonly Finding[], context: TellContext): Promise<Told[]> {
  const events = await newestEvents(findings, context);
  return findings.map((finding) => toldOf(finding, events.get(finding.id) ?? unseen, context));
}

function toldOf(finding: Finding, newest: NewestEvent, context: TellContext): Told {
  const kind = { type: finding.type, sample: isSample(finding.rule) };
  const document = documentOf(kind, newest, context.geography);
  return { finding, place: placeOf(finding, newest.event, context), document };
}

/** A burst may span accounts and Regions, and some logs name none: then the newest event tells, or else it is ours. */
const placeOf = (finding: Finding, event: Fields, { homeAccount, homeRegion }: TellContext): Place => ({
  account:
    finding.account ||
    textAt(event, 'recipientAccountId', 'userIdentity.accountId', 'account-id', 'account_id') ||
    homeAccount,
  region: finding.region || textAt(event, 'awsRegion', 'region') || homeRegion,
});

const unseen: NewestEvent = { table: '', event: {} };

const Event = z.record(z.string(), z.unknown()).catch({});

/** The newest event of each finding. The span of time spares the engine the reading of all others. */
async function newestEvents(
  findings: readonly Finding[],
  { lake }: TellContext,
): Promise<ReadonlyMap<string, NewestEvent>> {
  const last = findings.map(({ lastSeen }) => Date.parse(lastSeen));
  const rows = await lake.rows<{ finding: string; event_table: string; raw: string }>(
    `SELECT finding, toString(argMax(event_table, (time, event_id))) AS event_table, argMax(raw, (time, event_id)) AS raw
     FROM occurrences
     WHERE finding IN {ids:Array(String)} AND time >= fromUnixTimestamp64Milli({from:Int64})
       AND time <= fromUnixTimestamp64Milli({to:Int64})
     GROUP BY finding`,
    { ids: findings.map(({ id }) => id), from: Math.min(...last), to: Math.max(...last) },
  );
  return new Map(rows.map((row) => [row.finding, { table: row.event_table, event: Event.parse(JSON.parse(row.raw)) }]));
}
