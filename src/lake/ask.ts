import { z } from 'zod';
import { Fault } from '#kernel';
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
  const { meta, data, statistics } = Result.parse(JSON.parse(await answerTo(engine, sql, limits)));
  const whole = meta.map(({ type }) => /^(Nullable\()?U?Int64\)?$/.test(type));
  return {
    columns: meta,
    rows: data.slice(0, limits.rows).map((row) => row.map((cell, index) => (whole[index] ? wholeNumber(cell) : cell))),
    truncated: data.length > limits.rows,
    milliseconds: Math.round(statistics.elapsed * 1000),
  };
}

/**
 * The engine's answer. Times may be written as it writes them itself, `2026-03-10T12:00:00Z`, in any zone and without
 * seconds: where a column of times is sought by such a text, the engine refuses it, and is asked again with the time.
 */
async function answerTo(engine: Engine, sql: string, limits: Limits): Promise<string> {
  try {
    return await engine.ask(await judge(engine, sql, limits), limits);
  } catch (error) {
    const [, text, day, hour = '', zone = 'Z'] = (error instanceof Fault && refusedTime.exec(error.message)) || [];
    const time = Date.parse(`${day}T${hour}${zone}`);
    const read = Number.isNaN(time) ? sql : sql.replaceAll(`'${text}'`, asTime(time));
    if (read === sql) throw error;
    return answerTo(engine, read, limits);
  }
}

const refusedTime =
  /(?:Cannot convert string|while converting) '((\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)' to (?:type )?DateTime/;

const asTime = (time: number): string =>
  `toDateTime64('${new Date(time).toISOString().slice(0, -1).replace('T', ' ')}', 3, 'UTC')`;

/** The engine quotes whole numbers of 64 bits; those that JavaScript holds exactly become numbers. */
const wholeNumber = (cell: unknown): unknown =>
  typeof cell === 'string' && Number.isSafeInteger(Number(cell)) ? Number(cell) : cell;
