import { z } from 'zod';
import { Level } from '#attack';
import { Text } from '#kernel';
import { sql, type Store } from '#store';
import { Time } from './finding.ts';
import { restrict, Restriction } from './search.ts';
import { titleOf } from './titles.ts';
import { measured, measures } from './totals.ts';

const groups = {
  type: ['type'],
  account: ['account'],
  resource: ['account', 'resource'],
  principal: ['principal'],
} as const;

/** What findings are counted by, and which of the counts are wanted. */
export const Ranking = z.strictObject({
  ...Restriction.shape,
  by: z.enum(['type', 'account', 'resource', 'principal']),
  order: z.enum(['most', 'least']).default('most'),
  limit: z.int().min(1).max(100).default(8),
});

export const Ranked = z.strictObject({
  rows: z.array(
    z.strictObject({
      value: z.string(),
      account: z.string().optional().describe('The account that a resource is in'),
      title: Text.optional().describe('What a type is called'),
      count: z.number().int(),
      lastSeen: Time,
      severity: Level.describe('The worst of them'),
    }),
  ),
});
export type Ranked = z.infer<typeof Ranked>;

/** Types, accounts, resources or principals by how many of the findings that fit they have. */
export async function rank({ by, order, limit, ...wanted }: z.output<typeof Ranking>, store: Store): Promise<Ranked> {
  const rows = await restrict(wanted, store)
    .select([...measures(), sql.ref<string>(by).as('value')])
    .select(by === 'resource' ? sql<string>`account`.as('place') : sql<string>`''`.as('place'))
    .where(by, '<>', '')
    .groupBy(groups[by])
    .orderBy('findings', order === 'most' ? 'desc' : 'asc')
    .orderBy('worst', 'desc')
    .orderBy(by)
    .limit(limit)
    .execute();
  const told = rows.map(async ({ value, place, ...row }) => ({
    value,
    ...(by === 'resource' ? { account: place } : {}),
    ...(by === 'type' ? { title: await titleOf({ type: value, last: row.last }, wanted.archived, store) } : {}),
    ...measured(row),
  }));
  return { rows: await Promise.all(told) };
}
