import { z } from 'zod';
import { operation } from '#aws';
import { Fault } from '#kernel';
import type { TrailContext } from '../context.ts';
import { instead } from '../other-dialects.ts';

export const QueryAnswer = z.strictObject({
  columns: z.array(z.strictObject({ name: z.string(), type: z.string() })),
  rows: z.array(z.array(z.unknown())),
  truncated: z.boolean().describe('True when there were more rows than the limit'),
  milliseconds: z.number(),
});
export type QueryAnswer = z.infer<typeof QueryAnswer>;

export default operation<TrailContext>()({
  name: 'RunQuery',
  about: 'Asks the lake in SQL: read-only, with limits of time, memory and rows.',
  input: z.strictObject({ sql: z.string().min(1).max(100_000) }),
  output: QueryAnswer,
  async handle({ sql }, { lake, limits }) {
    const { columns, rows, truncated, milliseconds } = await lake.ask(sql, limits).catch((error: unknown) => {
      throw advised(error, sql);
    });
    return {
      columns: columns.map(({ name, type }) => ({ name, type })),
      rows: rows.map((row) => [...row]),
      truncated,
      milliseconds,
    };
  },
});

/** Who writes the SQL of CloudTrail Lake or Athena is told what this lake's is. */
function advised(error: unknown, sql: string): unknown {
  const advice = error instanceof Fault && error.code === 'BadQuery' ? instead(sql) : undefined;
  if (!(error instanceof Fault) || advice === undefined) return error;
  const { en, ja } = error.text;
  return new Fault(error.code, { en: `${en} ${advice.en}`, ja: `${ja} ${advice.ja}` }, { cause: error });
}
