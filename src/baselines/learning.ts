import { z } from 'zod';
import type { Geography } from '#intel';
import type { Lake } from '#lake';
import { dayLength } from './behaviour.ts';
import { learning, memoryDays } from './habits.ts';

/** What tells how far learning has come. */
export interface LearningContext {
  readonly lake: Lake;
  readonly geography: Geography;
}

export const Learning = z.strictObject({
  needed: z
    .strictObject({ days: z.number(), activeDays: z.number() })
    .describe('Before these nothing is said of a caller or account'),
  memoryDays: z.number().describe('How many days back a baseline looks'),
  accounts: z.array(
    z.strictObject({
      account: z.string(),
      seen: z.number().describe('Days since its first day, at most those that are needed'),
      activeDays: z.number().describe('Days of the last thirty with any call'),
      learnt: z.boolean(),
    }),
  ),
  geography: z
    .strictObject({ countries: z.boolean(), positions: z.boolean(), networks: z.boolean() })
    .describe(
      'Without positions impossible travel is not judged; without networks the first half of an address tells them',
    ),
});
export type Learning = z.infer<typeof Learning>;

/** How far the baselines of each account are, as of the newest day with any call. */
export async function learningOf({ lake, geography }: LearningContext): Promise<Learning> {
  const rows = await lake.rows<{ account: string; age: number; active: number }>(
    `WITH (SELECT max(time) FROM habits) AS newest
     SELECT subject AS account, intDiv(toUnixTimestamp(newest) - toUnixTimestamp(min(time)), ${dayLength / 1000}) AS age,
       uniqExact(time) AS active
     FROM habits WHERE scope = 'account' AND dimension = 'active' AND time >= newest - INTERVAL ${memoryDays} DAY
     GROUP BY account ORDER BY account`,
  );
  return {
    needed: { ...learning },
    memoryDays,
    accounts: rows.map(({ account, age, active }) => ({
      account,
      seen: Math.min(Number(age), learning.days),
      activeDays: Number(active),
      learnt: Number(age) >= learning.days && Number(active) >= learning.activeDays,
    })),
    geography: { ...geography.knows },
  };
}
