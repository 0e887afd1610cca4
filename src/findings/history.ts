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

/** The history of a finding, oldest first. That it was seen again is told by its occurrences. */
export async function historyOf(finding: string, lake: Lake): Promise<Change[]> {
  const rows = await lake.rows<Row>(
    `SELECT toString(toUnixTimestamp64Milli(at)) AS milliseconds, change, by, verdict, reason
     FROM finding_changes WHERE finding = {finding:String} AND change NOT IN ('seen', 'withdrawn')
     ORDER BY at, change LIMIT 1000`,
    { finding },
  );
  return rows.map(({ milliseconds, change, by, verdict, reason }) => ({
    at: new Date(Number(milliseconds)).toISOString(),
    change: Change.shape.change.parse(change),
    by,
    reason,
    ...(verdict === '' ? {} : { verdict: Verdict.parse(verdict) }),
  }));
}
