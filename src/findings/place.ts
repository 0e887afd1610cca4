import { z } from 'zod';
import { rowWithId } from './rows-by-id.ts';
import { orderColumn, Order, restrict, Restriction } from './search.ts';
import { sql, type Store } from '#store';
import type { FindingRow } from './tables.ts';

/** Which finding is looked for, in which list. */
export const Sought = z.strictObject({ ...Restriction.shape, ...Order.shape, id: z.string().min(1).max(64) });

export type Sought = z.input<typeof Sought>;

export const Place = z.strictObject({
  position: z.number().int().optional().describe('Findings before it; absent when it is not in the list'),
  total: z.number().int(),
  previous: z.string().optional().describe('Id of the finding before it'),
  next: z.string().optional().describe('Id of the finding after it'),
});
export type Place = z.infer<typeof Place>;

/** Where a finding stands in a list, and its neighbours there. A finding that has left the list still has neighbours. */
export async function place({ id, ...list }: z.output<typeof Sought>, store: Store): Promise<Place> {
  const row = await rowWithId(id, store);
  const [total, member, before, previous, next] = await Promise.all([
    counted(restrict(list, store)),
    counted(restrict(list, store).where('id', '=', id)),
    row === undefined ? 0 : counted(restrict(list, store).where(beside(row, list, 'before'))),
    row && neighbour(row, list, 'before', store),
    row && neighbour(row, list, 'after', store),
  ]);
  return {
    total,
    ...(member === 1 ? { position: before } : {}),
    ...(previous === undefined ? {} : { previous }),
    ...(next === undefined ? {} : { next }),
  };
}

type List = Restriction & Order;
type Side = 'before' | 'after';

async function counted(query: ReturnType<typeof restrict>): Promise<number> {
  const { found } = await query.select((select) => select.fn.countAll<number>().as('found')).executeTakeFirstOrThrow();
  return Number(found);
}

async function neighbour(row: FindingRow, list: List, side: Side, store: Store): Promise<string | undefined> {
  const turned = side === 'before';
  const found = await restrict(list, store)
    .select('id')
    .where(beside(row, list, side))
    .orderBy(orderColumn(list), list.descending === turned ? 'asc' : 'desc')
    .orderBy('last_seen', turned ? 'asc' : 'desc')
    .orderBy('id', turned ? 'desc' : 'asc')
    .limit(1)
    .executeTakeFirst();
  return found?.id;
}

/** The findings on one side of a row, in the order of the list: the column, then the newest, then the id. */
function beside(row: FindingRow, list: List, side: Side) {
  const column = orderColumn(list);
  const ahead = side === 'before';
  const greater = list.descending === ahead ? sql`>` : sql`<`;
  const newer = ahead ? sql`>` : sql`<`;
  const lesser = ahead ? sql`<` : sql`>`;
  const [asked, seen] = [sql.ref(column), sql.ref('last_seen')];
  return sql<boolean>`(${asked} ${greater} ${row[column]}
    or (${asked} = ${row[column]} and (${seen} ${newer} ${row.last_seen}
      or (${seen} = ${row.last_seen} and ${sql.ref('id')} ${lesser} ${row.id}))))`;
}
