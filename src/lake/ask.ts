import { z } from 'zod';
import type { Engine } from './engine.ts';
import { judge } from './judge.ts';
import type { Answer, Limits } from './lake.ts';

const Result = z.object({
  meta: z.array(z.object({ name: z.string(), type: z.string() })),
  data: z.array(z.array(z.unknown())),
  statistics: z.object({ elapsed: z.number() }),
});

/** Judges SQL that a user wrote, and answers it within limits. */
export async function ask(engine: Engine, sql: string, limits: Limits): Promise<Answer> {
  const statement = await judge(engine, sql, limits);
  const { meta, data, statistics } = Result.parse(JSON.parse(await engine.ask(statement, limits)));
  const whole = meta.map(({ type }) => /^(Nullable\()?U?Int64\)?$/.test(type));
  return {
    columns: meta,
    rows: data.slice(0, limits.rows).map((row) => row.map((cell, index) => (whole[index] ? wholeNumber(cell) : cell))),
    truncated: data.length > limits.rows,
    milliseconds: Math.round(statistics.elapsed * 1000),
  };
}

/** The engine quotes whole numbers of 64 bits; those that JavaScript holds exactly become numbers. */
const wholeNumber = (cell: unknown): unknown =>
  typeof cell === 'string' && Number.isSafeInteger(Number(cell)) ? Number(cell) : cell;
