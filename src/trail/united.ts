import type { Filled } from './asking.ts';

/** What is asked of each table, as one statement. Nothing where no table is asked. */
export function united(asked: readonly Filled[]): Filled | undefined {
  if (asked.length === 0) return undefined;
  return {
    sql: asked.map(({ sql }) => sql).join(' UNION ALL '),
    params: Object.fromEntries(asked.flatMap(({ params }) => Object.entries(params))),
  };
}
