import type { Transaction } from 'kysely';
import { detectorIdOf } from './finding.ts';
import { millisecondsOf } from './frequency.ts';
import type { DestinationRow, GuardDutyTables } from './tables.ts';
import type { Told } from './told.ts';

/** What pending findings are noted with. */
export interface Noting {
  readonly homeAccount: string;
  readonly now: number;
  /** Findings that filters have just archived: they are not published. */
  readonly archived: ReadonlySet<string>;
  /** What tells one state of a finding from another. */
  readonly markOf: (told: Told) => string;
}

/**
 * Notes, in the transaction that keeps findings, that their destinations do not have them yet: a new finding at once,
 * one that was published before after the time that the detector says.
 */
export async function notePending(
  transaction: Transaction<GuardDutyTables>,
  told: readonly Told[],
  noting: Noting,
): Promise<void> {
  const destinations = await transaction
    .selectFrom('guardduty_destinations as o')
    .innerJoin('guardduty_detectors as e', 'e.id', 'o.detector')
    .selectAll('o')
    .select('e.frequency as frequency')
    .execute();
  for (const one of told) {
    if (one.finding.archived || noting.archived.has(one.finding.id)) continue;
    for (const destination of destinations)
      if (isFor(destination, one, noting.homeAccount)) await note(transaction, destination, one, noting);
  }
}

/** A detector's destinations get what it sees: its account's findings, or in Yagura's own account all. */
const isFor = ({ detector }: DestinationRow, { place: { account, region } }: Told, homeAccount: string): boolean =>
  [account, homeAccount].some((one) => detectorIdOf({ account: one, region }) === detector);

async function note(
  transaction: Transaction<GuardDutyTables>,
  { id: destination, frequency }: DestinationRow & { readonly frequency: string },
  told: Told,
  { now, markOf }: Noting,
): Promise<void> {
  const finding = told.finding.id;
  const before = await transaction
    .selectFrom('guardduty_published')
    .select('at')
    .where('destination', '=', destination)
    .where('finding', '=', finding)
    .executeTakeFirst();
  const due = before === undefined ? now : Math.max(now, before.at + millisecondsOf(frequency));
  const mark = markOf(told);
  await transaction
    .insertInto('guardduty_pending')
    .values({ destination, finding, mark, due })
    .onConflict((conflict) => conflict.columns(['destination', 'finding']).doUpdateSet({ mark }))
    .execute();
}
