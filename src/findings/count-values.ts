import { z } from 'zod';
import { levels } from '#attack';
import { sql, type Store } from '#store';
import { columnOf, holds, Property } from './conditions.ts';
import { restrict, Restriction } from './search.ts';

/** Which property's values are counted, among which findings. */
export const Counting = z.strictObject({
  ...Restriction.shape,
  by: Property.exclude(['text', 'tactic', 'technique', 'firstSeen', 'lastSeen', 'createdAt', 'updatedAt', 'count']).or(
    z.literal('archived'),
  ),
  like: z.string().max(200).optional().describe('Only values that hold this text'),
  limit: z.int().min(1).max(500).default(50),
});
export type Counting = z.input<typeof Counting>;

export const Counted = z.strictObject({
  values: z.array(z.strictObject({ value: z.string(), count: z.number() })).describe('The most frequent first'),
});
export type Counted = z.infer<typeof Counted>;

/** How many of the findings that fit have each value of a property. */
export async function countValues(
  { by, like, limit, ...wanted }: z.output<typeof Counting>,
  store: Store,
): Promise<Counted> {
  const column = by === 'archived' ? 'archived' : columnOf(by);
  let query = restrict(wanted, store).select([
    sql.ref<string | number>(column).as('value'),
    sql<number>`count(*)`.as('found'),
  ]);
  if (like) query = query.where(holds(sql.ref(column), like));
  const rows = await query.groupBy(column).orderBy('found', 'desc').orderBy('value').limit(limit).execute();
  return { values: rows.map(({ value, found }) => ({ value: named(by, value), count: Number(found) })) };
}

/** Values as people write them: the store keeps ranks and 0 and 1. */
function named(by: Counting['by'], value: string | number): string {
  if (by === 'severity') return levels[Number(value)] ?? '';
  return by === 'archived' ? String(Number(value) === 1) : String(value);
}
