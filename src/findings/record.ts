import { graver, Level } from '#attack';
import { exactJsonText, type Clock } from '#kernel';
import type { Cell, Lake } from '#lake';
import type { Store } from '#store';
import { eventKeyOf, findingIdOf, type Claim } from './claim.ts';
import type { Finding } from './finding.ts';
import { rowsById } from './rows-by-id.ts';
import { claimedOf, findingOf, unseen, type ClaimedPart, type Tally } from './row.ts';
import { findingChanges, occurrences, type FindingRow, type FindingTables } from './tables.ts';

/** Where findings live. */
export interface FindingsContext {
  readonly lake: Lake;
  readonly store: Store;
  readonly clock: Clock;
  /** Of claims those that may become findings; all, when absent. */
  readonly admit?: (claims: readonly Claim[]) => Promise<readonly Claim[]>;
  /** Who wants to be told of findings that claims made or changed; `record` waits for it. */
  readonly recorded?: (findings: readonly Finding[]) => Promise<void>;
  /** Who wants to be told of findings that are none any more, by id; `restate` waits for it. */
  readonly withdrawn?: (ids: readonly string[]) => Promise<void>;
}

/**
 * Keeps what rules claim: every occurrence in the lake, the finding it belongs to in the store, the change in the lake.
 * INVARIANT: the count of a finding is counted anew from its occurrences, never added to, so that the same
 * claims may come again (a repeated import, a start after kill -9) and nothing is counted twice.
 */
export async function record(claimed: readonly Claim[], context: FindingsContext): Promise<void> {
  const claims = claimed.length === 0 ? claimed : ((await context.admit?.(claimed)) ?? claimed);
  if (claims.length === 0) return;
  await keepOccurrences(claims, context.lake);
  const latest = new Map<string, Claim>();
  for (const claim of claims) {
    if (claim.type === '') continue;
    const id = findingIdOf(claim);
    latest.set(id, asGraveAs(latest.get(id)?.severity, claim));
  }
  if (latest.size > 0) await join(latest, context);
}

/** Keeps what rules claim in the lake alone; what is there already is left as it is. */
export async function keepOccurrences(claims: readonly Claim[], lake: Lake): Promise<void> {
  await lake.appendNew(occurrences, claims.map(occurrenceRow), ['time', 'rule', 'finding', 'event_id']);
}

/** A finding whose claims changed it: its whole row, and what the claims say. */
interface Changed {
  readonly row: FindingRow;
  readonly claimed: ClaimedPart;
}

async function join(latest: ReadonlyMap<string, Claim>, context: FindingsContext): Promise<void> {
  const ids = [...latest.keys()];
  const [tallies, known] = [await tally(ids, context.lake), await rowsById(ids, context.store)];
  const now = context.clock.now().getTime();
  const changed: Changed[] = [];
  for (const [id, claim] of latest) {
    const seen = tallies.get(id);
    const before = known.get(id);
    if (seen === undefined || (before !== undefined && isTold(before, seen))) continue;
    const claimed = claimedOf(asGraveAs(before?.severity, claim), seen, now);
    changed.push({ row: { ...(before ?? unseen(id, now)), ...claimed }, claimed });
  }
  await context.lake.append(
    findingChanges,
    changed.map(({ row }) => changeRow(row, known.has(row.id) ? 'seen' : 'created', 'yagura')),
  );
  await save(changed, context.store);
  if (changed.length > 0) await context.recorded?.(changed.map(({ row }) => findingOf(row)));
}

/** A claim whose severity depends on its event makes a finding no milder than others made it. */
function asGraveAs(before: string | undefined, claim: Claim): Claim {
  if (claim.weighed !== true || before === undefined) return claim;
  return { ...claim, severity: graver(claim.severity, Level.parse(before)) };
}

/** True when the state of a finding says already what its occurrences add up to. */
export const isTold = (row: FindingRow, { count, first, last, principal, resource }: Tally): boolean =>
  row.count === count &&
  Number(row.first_seen) === first &&
  Number(row.last_seen) === last &&
  row.principal === principal &&
  row.resource === resource;

/** Writes states of findings: a new one, or over the old one, but for what a person decided in the meantime. */
async function save(rows: readonly Changed[], store: Store): Promise<void> {
  if (rows.length === 0) return;
  await store.db
    .withTables<FindingTables>()
    .transaction()
    .execute(async (transaction) => {
      for (const { row, claimed } of rows) {
        await transaction
          .insertInto('findings')
          .values(row)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(claimed))
          .execute();
      }
    });
}

/** What the occurrences of findings add up to, by finding; a finding without any is absent. Answered from `perFinding`. */
export async function tally(ids: readonly string[], lake: Lake): Promise<Map<string, Tally>> {
  const rows = await lake.rows<Tally & { finding: string }>(
    `SELECT finding, count() AS count, toUnixTimestamp64Milli(min(time)) AS first, toUnixTimestamp64Milli(max(time)) AS last,
            argMax(occurrences.principal, (time, event_id)) AS principal,
            argMax(occurrences.resource, (time, event_id)) AS resource
     FROM occurrences WHERE finding IN {ids:Array(String)} GROUP BY finding`,
    { ids },
  );
  return new Map(rows.map(({ finding, ...tally }) => [finding, tally]));
}

function occurrenceRow(claim: Claim): Record<string, Cell> {
  return {
    time: claim.event.time,
    rule: claim.rule,
    finding: findingIdOf(claim),
    event_id: eventKeyOf(claim),
    event_table: claim.event.table,
    source: claim.event.source,
    type: claim.type,
    severity: claim.severity,
    account: claim.account,
    region: claim.region,
    principal: claim.principal,
    resource: claim.resource,
    file: claim.file,
    position: claim.position,
    matched: claim.matched,
    raw: writtenOf(claim.event),
    anomaly: claim.anomaly ?? '',
  };
}

/** An event as its log wrote it, with every digit; of logs that are kept as columns, what is known of it. */
const writtenOf = ({ columns: { raw }, fields }: Claim['event']): string =>
  typeof raw === 'string' && raw !== '' ? raw : exactJsonText(fields);

/** The line of history for a finding that has just changed. */
export function changeRow(row: FindingRow, change: string, by: string): Record<string, Cell> {
  return {
    time: row.last_seen,
    at: row.updated_at,
    finding: row.id,
    change,
    by,
    verdict: row.verdict,
    reason: row.verdict_reason,
    rule: row.rule,
    type: row.type,
    severity: row.severity,
    account: row.account,
    region: row.region,
    count: row.count,
    archived: row.archived === 1,
  };
}
