import type { Lake } from '#lake';
import { alertsOf, keyOf, type AlertRow } from './alerts.ts';
import type { Withdrawn } from './withdraw.ts';

/** An alert as it is now, and as it was before if it was there. */
interface Change {
  readonly row: AlertRow;
  readonly before: AlertRow | undefined;
}

/** Occurrences that no alert stands behind any more, or that look otherwise now. */
export async function leftOver(
  changed: readonly Change[],
  gone: readonly AlertRow[],
  lake: Lake,
): Promise<Withdrawn[]> {
  const left = [
    ...changed.flatMap(({ row, before }) =>
      before === undefined ? [] : dropped(before, isLike(row, before) ? row.evidence : []),
    ),
    ...gone.flatMap((row) => dropped(row, [])),
  ];
  if (left.length === 0) return [];
  const held = await heldByOthers(left, [...changed.map(({ row }) => row), ...gone], lake);
  return left.filter(({ finding, eventId }) => !held.has(`${finding} ${eventId}`));
}

/** True when the occurrences of both look the same. */
export const isLike = (row: AlertRow, before: AlertRow): boolean =>
  row.principal === before.principal &&
  row.resource === before.resource &&
  row.type === before.type &&
  row.severity === before.severity;

function dropped({ rule, finding, evidence, time, until }: AlertRow, kept: readonly string[]): Withdrawn[] {
  const stays = new Set(kept);
  return evidence
    .filter((eventId) => !stays.has(eventId))
    .map((eventId) => ({ rule, finding, eventId, from: time, to: until }));
}

/** Windows overlap: what one drops may be evidence of the next. */
async function heldByOthers(
  left: readonly Withdrawn[],
  asked: readonly AlertRow[],
  lake: Lake,
): Promise<ReadonlySet<string>> {
  const known = new Set(asked.map(keyOf));
  const alive = await alertsOf([...new Set(left.map(({ finding }) => finding))], lake);
  const others = alive.filter((row) => !known.has(keyOf(row)));
  return new Set(others.flatMap(({ finding, evidence }) => evidence.map((id) => `${finding} ${id}`)));
}
