import { z } from 'zod';
import { grouped } from '#kernel';
import { changeRow, type FindingsContext } from './record.ts';
import type { Verdict } from './finding.ts';
import { mostBound } from './rows-by-id.ts';
import { findingChanges, type FindingRow, type FindingTables } from './tables.ts';

/** What a person makes of findings. What is left out stays as it is; `none` takes a verdict back. */
export interface Decision {
  readonly archived?: boolean | undefined;
  readonly verdict?: Verdict | 'none' | undefined;
  readonly reason?: string | undefined;
}

/** The columns that hold what people decided. */
export const Decided = z.strictObject({
  archived: z.number(),
  verdict: z.string(),
  verdict_reason: z.string(),
  verdict_by: z.string(),
  verdict_at: z.number(),
});
export type Decided = z.infer<typeof Decided>;

/** A finding and what it becomes. */
export interface Step {
  readonly row: FindingRow;
  readonly becomes: Decided;
}

/** What a finding becomes by a decision; nothing when it is so already. */
export function stepOf(row: FindingRow, decision: Decision, made: { by: string; at: number }): Step[] {
  const before = decidedOf(row);
  const archived = decision.archived === undefined ? before.archived : Number(decision.archived);
  const becomes = { ...before, ...judgement(decision, made), archived };
  const same =
    becomes.archived === before.archived &&
    becomes.verdict === before.verdict &&
    becomes.verdict_reason === before.verdict_reason;
  return same ? [] : [{ row, becomes }];
}

export const decidedOf = ({ archived, verdict, verdict_reason, verdict_by, verdict_at }: FindingRow): Decided => ({
  archived,
  verdict,
  verdict_reason,
  verdict_by,
  verdict_at,
});

function judgement({ verdict, reason }: Decision, { by, at }: { by: string; at: number }): Partial<Decided> {
  if (verdict === undefined) return {};
  if (verdict === 'none') return { verdict: '', verdict_reason: '', verdict_by: '', verdict_at: 0 };
  return { verdict, verdict_reason: reason ?? '', verdict_by: by, verdict_at: at };
}

/** Writes steps: the history into the lake first, so that nothing changes without a line that says who did it. */
export async function write(steps: readonly Step[], by: string, context: FindingsContext): Promise<void> {
  const now = context.clock.now().getTime();
  await context.lake.append(
    findingChanges,
    steps.flatMap(({ row, becomes }) =>
      changesBetween(row, becomes).map((change) => changeRow({ ...row, ...becomes, updated_at: now }, change, by)),
    ),
  );
  for (const { becomes, ids } of alike(steps)) {
    for (let start = 0; start < ids.length; start += mostBound) {
      await context.store.db
        .withTables<FindingTables>()
        .updateTable('findings')
        .set({ ...becomes, updated_at: now })
        .where('id', 'in', ids.slice(start, start + mostBound))
        .execute();
    }
  }
}

function changesBetween(before: FindingRow, after: Decided): string[] {
  const judged = before.verdict !== after.verdict || before.verdict_reason !== after.verdict_reason;
  const moved = before.archived !== after.archived;
  return [...(judged ? ['judged'] : []), ...(moved ? [after.archived === 1 ? 'archived' : 'reopened'] : [])];
}

/** Findings that become the same are written together. */
const alike = (steps: readonly Step[]): { becomes: Decided; ids: string[] }[] =>
  [...grouped(steps, ({ becomes }) => JSON.stringify(becomes)).values()].flatMap((same) =>
    same.slice(0, 1).map(({ becomes }) => ({ becomes, ids: same.map(({ row }) => row.id) })),
  );
