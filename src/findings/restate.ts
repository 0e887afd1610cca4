import type { Text } from '#kernel';
import { aliveAlerts, alerts as table, keyOf, type AlertRow, type AlertScope } from './alerts.ts';
import { eventKeyOf, findingIdOf, type Claim } from './claim.ts';
import { grade } from './grade.ts';
import { isLike, leftOver } from './left-over.ts';
import { record, type FindingsContext } from './record.ts';
import { withEvidence } from './with-evidence.ts';
import { recount, withdraw } from './withdraw.ts';

/** A window that fired: when, what it measured, and a claim for each event that shows it. */
export interface Alert {
  readonly time: number;
  readonly until: number;
  readonly measured: Text;
  /** The network interface of the machine that it speaks of, where it speaks of one. */
  readonly interface: string;
  /** At least one; all of the same finding. */
  readonly claims: readonly Claim[];
}

/**
 * Says anew what fires in the windows of a scope. What was said of them before and is no longer so, because late
 * events told more, is withdrawn.
 * INVARIANT: afterwards findings are those of the alerts, in whatever order and how often the events came. An end at
 * any moment does no harm: alerts are written last, so that the same call again finds the same differences.
 */
export async function restate(alerts: readonly Alert[], scope: AlertScope, context: FindingsContext): Promise<void> {
  const { lake } = context;
  const before = new Map((await aliveAlerts(scope, lake)).map((row) => [keyOf(row), row]));
  const now = new Map(alerts.map((alert) => [keyOfAlert(alert), alert]));
  const changed = [...now].flatMap(([key, alert]) =>
    rowOf(alert, before.get(key), context.clock.now().getTime())
      .map((row) => ({ alert, row, before: before.get(key) }))
      .filter((one) => !isSame(one.row, one.before)),
  );
  const gone = await withEvidence(
    [...before.values()].filter((row) => !now.has(keyOf(row))),
    lake,
  );
  if (changed.length + gone.length === 0) return;
  const withdrawn = await leftOver(changed, gone, lake);
  await withdraw(withdrawn, lake);
  await record(
    changed.flatMap(({ alert }) => alert.claims),
    context,
  );
  await recount([...new Set(withdrawn.map(({ finding }) => finding))], context);
  const changes = { now: changed.map(({ row }) => row), gone, routine: scope.routine === true };
  await grade(changes, context);
  const dead = gone.map((row) => ({ ...row, alive: false, version: row.version + 1 }));
  await lake.append(table, [...changed.map(({ row }) => row), ...dead]);
}

function keyOfAlert({ time, claims: [claim] }: Alert): string {
  return claim === undefined ? '' : keyOf({ rule: claim.rule, time, finding: findingIdOf(claim) });
}

function rowOf(alert: Alert, before: AlertRow | undefined, now: number): AlertRow[] {
  const { time, until, measured, interface: own, claims } = alert;
  return claims.slice(0, 1).map((claim) => ({
    time,
    until,
    rule: claim.rule,
    finding: findingIdOf(claim),
    account: claim.account,
    region: claim.region,
    subject: claim.subject ?? claim.principal,
    principal: claim.principal,
    resource: claim.resource,
    interface: own,
    type: claim.type,
    severity: claim.severity,
    ...measured,
    evidence: claims.map(eventKeyOf).toSorted(),
    alive: true,
    version: Math.max(now, (before?.version ?? 0) + 1),
  }));
}

const isSame = (row: AlertRow, before: AlertRow | undefined): boolean =>
  before !== undefined &&
  isLike(row, before) &&
  row.en === before.en &&
  String(row.evidence) === String(before.evidence);
