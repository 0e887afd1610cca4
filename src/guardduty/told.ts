import { z } from 'zod';
import type { Finding } from '#findings';
import { grouped } from '#kernel';
import type { GuardDutyContext } from './context.ts';
import { documentOf, type Document, type NewestEvent } from './document.ts';
import { textAt, type Fields } from './event-fields.ts';
import type { Place } from './finding.ts';
import { completed, launches } from './launches.ts';
import type { Step } from './sequence.ts';

/** What telling needs of the room's context. */
export type TellContext = Pick<
  GuardDutyContext,
  'store' | 'lake' | 'geography' | 'homeAccount' | 'homeRegion' | 'lists'
>;

/** A finding, and what its events tell. */
export interface Told {
  readonly finding: Finding;
  readonly place: Place;
  readonly document: Document;
}

/** Reads the newest event of each finding, and more of them where its type is about many. */
export async function tell(findings: readonly Finding[], context: TellContext): Promise<Told[]> {
  const events = await newestEvents(findings, context);
  const steps = await stepsOf(
    findings.filter(({ type }) => aboutMany.test(type)),
    context,
  );
  const told = findings.map((finding) => {
    const newest = events.get(finding.id) ?? unseen;
    const place = placeOf(finding, newest.event, context);
    const witnessed = { finding, place, newest, steps: steps.get(finding.id) ?? [] };
    return { finding, place, document: documentOf(witnessed, context) };
  });
  return withLaunches(told, context);
}

/** Types whose findings are about many events rather than about their newest. */
const aboutMany = /Portscan|PortProbe|PortSweep|AnomalousBehavior|^AttackSequence:/;

/** Instances with what was told of them when they were launched. */
async function withLaunches(told: readonly Told[], context: TellContext): Promise<Told[]> {
  const ids = told.flatMap(({ document }) => document.Resource.InstanceDetails?.InstanceId ?? []);
  const launched = await launches(ids, context);
  return told.map((one) => {
    const { Resource, Service } = one.document;
    const { InstanceDetails: seen } = Resource;
    if (seen === undefined) return one;
    const InstanceDetails = completed(seen, launched.get(seen.InstanceId ?? ''));
    return { ...one, document: { Resource: { ...Resource, InstanceDetails }, Service } };
  });
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
  const rows = await lake.rows<{ finding: string; event_table: string; raw: string; anomaly: string }>(
    `SELECT finding, toString(argMax(event_table, (time, event_id))) AS event_table, argMax(raw, (time, event_id)) AS raw,
       argMax(anomaly, (time, event_id)) AS anomaly
     FROM occurrences
     WHERE finding IN {ids:Array(String)} AND time >= fromUnixTimestamp64Milli({from:Int64})
       AND time <= fromUnixTimestamp64Milli({to:Int64})
     GROUP BY finding`,
    { ids: findings.map(({ id }) => id), from: Math.min(...last), to: Math.max(...last) },
  );
  return new Map(
    rows.map(({ finding, event_table: table, raw, anomaly }) => [
      finding,
      { table, event: Event.parse(JSON.parse(raw)), anomaly },
    ]),
  );
}

/** Events of a finding that are looked at beside the newest. */
const mostSteps = 50;

async function stepsOf(
  findings: readonly Finding[],
  { lake }: TellContext,
): Promise<ReadonlyMap<string, readonly Step[]>> {
  if (findings.length === 0) return new Map();
  const rows = await lake.rows<{ finding: string; event_table: string; milliseconds: number; raw: string }>(
    `SELECT finding, toString(event_table) AS event_table, toUnixTimestamp64Milli(time) AS milliseconds, raw
     FROM occurrences
     WHERE finding IN {ids:Array(String)} AND time >= fromUnixTimestamp64Milli({from:Int64})
       AND time <= fromUnixTimestamp64Milli({to:Int64})
     ORDER BY time DESC, event_id LIMIT ${mostSteps} BY finding`,
    {
      ids: findings.map(({ id }) => id),
      from: Math.min(...findings.map(({ firstSeen }) => Date.parse(firstSeen))),
      to: Math.max(...findings.map(({ lastSeen }) => Date.parse(lastSeen))),
    },
  );
  return grouped(
    rows.map(({ finding, event_table: table, milliseconds: time, raw }) => ({
      finding,
      table,
      time,
      event: Event.parse(JSON.parse(raw)),
    })),
    ({ finding }) => finding,
  );
}
