import { z } from 'zod';
import { sheets } from './sheets.ts';
import { boundTo, windowSql, type Asked, type Tables } from './window-sql.ts';
import { Place } from './evidence.ts';
import { judgements } from './judgements.ts';
import type { Window } from './window.ts';
import type { Lake } from '#lake';

/** A window that fired: what its SQL must give, beside the figures that its sentence shows. */
export const Found = z.looseObject({
  /** Where it begins, in milliseconds since 1970. */
  begins: z.number(),
  /** What tells this finding from others of the rule. */
  subject: z.string().min(1),
  principal: z.string(),
  resource: z.string().default(''),
  account: z.string().default(''),
  region: z.string().default(''),
  /** Address of the machine of ours that `principal` or `resource` is, its interface and instance as far as the log says. */
  machine: z.string().default(''),
  interface: z.string().default(''),
  instance: z.string().default(''),
  /** 1 where what was measured is a level milder than the rule says. */
  milder: z.number().default(0),
  /** 1 where it is worth knowing and no more, whatever the rule says. */
  hint: z.number().default(0),
  evidence: z.array(Place).min(1),
});
export type Found = z.infer<typeof Found>;

/** Asks one detection over a sheet that was made ready. */
export async function foundBy(window: Window, tables: Tables, asked: Asked, lake: Lake): Promise<Found[]> {
  const rows = await lake.rows(windowSql(window, tables, asked), boundTo(window.thresholds));
  const found = z.array(Found).parse(rows);
  const { judge } = window;
  if (judge === undefined) return found;
  return found.flatMap((row) => judgements[judge].judge(row, boundTo(window.thresholds)) ?? []);
}

/** The table of the events that a window looks at. */
export const tableOf = ({ reads }: Window) => sheets[reads].table;
