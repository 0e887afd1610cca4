import { z } from 'zod';
import { isPersons } from './behaviour.ts';
import { memoryDays } from './habits.ts';
import type { LearningContext } from './learning.ts';

const Usual = z.strictObject({ dimension: z.string(), value: z.string(), days: z.number().int() });

export const UsualOf = z.strictObject({
  activeDays: z.number().int(),
  habits: z.array(Usual).describe('On how many of the last thirty days each was seen, the most usual first'),
});

/** No more values of one dimension than anybody reads. */
const mostValues = 20;

/** What a caller was seen with in the thirty days before the newest day with any call. */
export async function habitsOf(
  { principal, account }: { readonly principal: string; readonly account: string },
  { lake }: LearningContext,
): Promise<z.infer<typeof UsualOf>> {
  const session = principal.slice(principal.lastIndexOf('/') + 1);
  const subject = isPersons(principal, session) ? `person ${session}` : `${account} ${principal}`;
  const rows = await lake.rows<z.infer<typeof Usual>>(
    `WITH (SELECT max(time) FROM habits) AS newest
     SELECT dimension, value, uniqExact(time) AS days FROM habits
     WHERE scope = 'actor' AND subject = {subject:String} AND dimension != 'key' AND time >= newest - INTERVAL ${memoryDays} DAY
     GROUP BY dimension, value ORDER BY dimension, days DESC, value LIMIT ${mostValues} BY dimension`,
    { subject },
  );
  const habits = rows.map((row) => ({ ...row, days: Number(row.days) }));
  return {
    activeDays: habits.find(({ dimension }) => dimension === 'active')?.days ?? 0,
    habits: habits.filter(({ dimension }) => dimension !== 'active'),
  };
}
