import { z } from 'zod';
import type { Lake } from '#lake';
import { Time, Verdict } from './finding.ts';

/** What became of a finding at some time, and who did it; `yagura` is the program itself. */
export const Change = z.strictObject({
  at: Time,
  change: z.enum(['created', 'judged', 'archived', 'reopened']),
  by: z.string(),
  verdict: Verdict.optional(),
  reason: z.string(),
});
export type Change = z.infer<typeof Change>;

interface Row {
  readonly milliseconds: string;
  readonly change: string;
  readonly by: string;
  readonly verdict: string;
  readonly reason: string;
}

/**
 * The history of a finding, oldest first. That it was seen again is told by its occurrences. It is kept before the
 * finding is: where the process ended in between, the finding was made once more, and that is told once.
 */
export async function historyOf(finding: string, lake: Lake): Promise<Change[]> {
  const rows = await lake.rows<Row>(
    `SELECT toString(toUnixTimestamp64Milli(at)) AS milliseconds, change, by, verdict, reason
     FROM finding_changes WHERE finding = {finding:String} AND change != 'seen'
     ORDER BY at, change LIMIT 1000`,
    { finding },
  );
  return rows.filter(isTold).map(({ milliseconds, change, by, verdict, reason }) => ({
    at: new Date(Number(milliseconds)).toISOString(),
    change: Change.shape.change.parse(change),
    by,
    reason,
    ...(verdict === '' ? {} : { verdict: Verdict.parse(verdict) }),
  }));
}

/** Not where it went, nor that it was made while it was there. */
function isTold({ change }: Row, place: number, all: readonly Row[]): boolean {
  if (change === 'withdrawn') return false;
  const before = all.slice(0, place).findLast((row) => ['created', 'withdrawn'].includes(row.change));
  return change !== 'created' || before?.change !== 'created';
}
