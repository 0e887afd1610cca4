import { z } from 'zod';
import { sql, type Store } from '#store';
import { Time, verdicts } from './finding.ts';
import { isoOf } from './row.ts';
import type { FindingTables } from './tables.ts';

/** What came of a rule: its findings, how often they were seen, and what people judged them to be. */
export const RuleTally = z.strictObject({
  findings: z.number(),
  seen: z.number(),
  lastSeen: Time.optional(),
  verdicts: z.strictObject({ true: z.number(), benign: z.number(), false: z.number() }),
});
export type RuleTally = z.infer<typeof RuleTally>;

export const noTally: RuleTally = { findings: 0, seen: 0, verdicts: { true: 0, benign: 0, false: 0 } };

/** The tally of every rule that found something, archived findings too; of one rule alone when it is named. */
export async function ruleTallies(store: Store, rule?: string): Promise<Map<string, RuleTally>> {
  let query = store.db
    .withTables<FindingTables>()
    .selectFrom('findings')
    .select(['rule', ...verdicts.map(judged)])
    .select([
      sql<number>`count(*)`.as('findings'),
      sql<number>`sum(count)`.as('seen'),
      sql<number>`max(last_seen)`.as('last'),
    ])
    .groupBy('rule');
  if (rule !== undefined) query = query.where('rule', '=', rule);
  const rows = await query.execute();
  return new Map(
    rows.map((row) => [
      row.rule,
      {
        findings: Number(row.findings),
        seen: Number(row.seen),
        lastSeen: isoOf(row.last),
        verdicts: { true: Number(row.true), benign: Number(row.benign), false: Number(row.false) },
      },
    ]),
  );
}

const judged = (verdict: string) => sql<number>`sum(case when verdict = ${verdict} then 1 else 0 end)`.as(verdict);

/** How often people judged the findings of rules right (a harmless one is right too) and wrong. */
export interface Judged {
  readonly right: number;
  readonly wrong: number;
}

/** What people judged of these rules; a rule of which nobody judged anything is absent. */
export async function judgedOf(store: Store, rules: readonly string[]): Promise<Map<string, Judged>> {
  if (rules.length === 0) return new Map();
  const wrong = sql<number>`sum(case when verdict = 'false' then 1 else 0 end)`;
  const rows = await store.db
    .withTables<FindingTables>()
    .selectFrom('findings')
    .select(['rule', sql<number>`count(*)`.as('all'), wrong.as('wrong')])
    .where('verdict', '!=', '')
    .where('rule', 'in', [...new Set(rules)])
    .groupBy('rule')
    .execute();
  return new Map(
    rows.map(({ rule, all, wrong }) => [rule, { right: Number(all) - Number(wrong), wrong: Number(wrong) }]),
  );
}
