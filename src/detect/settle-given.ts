import { accountsSeen } from '#baselines';
import { eventKeyOf, findingIdOf, recount, withdraw, type FindingTables } from '#findings';
import { givingRules, isGivenWithin } from './given.ts';
import type { DetectorParts } from './open-detector.ts';
import { claimOfRow, recordedColumns, type RecordedRow } from './recorded-claims.ts';

/**
 * Takes back what was given to accounts of one's own: those whose logs are read, also when they came later.
 * INVARIANT: of what is given, findings are left of that alone which somebody else gets, whatever the order of files.
 */
export async function settleGiven(parts: DetectorParts): Promise<void> {
  const { lake, store, judge, beside } = parts;
  const rules = givingRules(judge.book);
  if (rules.length === 0 || beside === undefined) return; // only baselines keep which accounts there are
  const open = await store.db
    .withTables<FindingTables>()
    .selectFrom('findings')
    .select('id')
    .where('rule', 'in', rules)
    .where('archived', '=', 0)
    .limit(mostFindings)
    .execute();
  if (open.length === 0) return;
  const rows = await lake.rows<RecordedRow>(
    `SELECT ${recordedColumns} FROM occurrences WHERE rule IN {rules:Array(String)} AND finding IN {ids:Array(String)}`,
    { rules, ids: open.map(({ id }) => id) },
  );
  const own = await accountsSeen(lake);
  const within = rows.map(claimOfRow).filter((claim) => isGivenWithin(claim, judge.book, own));
  if (within.length === 0) return;
  const gone = within.map((claim) => ({
    rule: claim.rule,
    finding: findingIdOf(claim),
    eventId: eventKeyOf(claim),
    from: claim.event.time,
    to: claim.event.time,
  }));
  await withdraw(gone, lake);
  await recount([...new Set(gone.map(({ finding }) => finding))], parts);
}

/** More are looked at with the next import. */
const mostFindings = 5000;
