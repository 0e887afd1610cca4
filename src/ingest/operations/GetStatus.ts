import { z } from 'zod';
import { operation } from '#aws';
import { Fault, languages, Text, type Clock } from '#kernel';
import type { Lake } from '#lake';
import { ownCalls, tableNames } from '#sources';
import type { Status } from '../status.ts';

export interface StatusContext {
  readonly status: Status;
  readonly lake: Lake;
  readonly clock: Clock;
  readonly version: string;
  readonly startedAt: Date;
  readonly simulated: boolean;
  readonly language: (typeof languages)[number];
}

export const ServerStatus = z.strictObject({
  version: z.string(),
  startedAt: z.iso.datetime(),
  simulated: z.boolean(),
  language: z.enum(languages),
  phase: z.enum(['starting', 'importing', 'ready']),
  steps: z.array(
    z.strictObject({
      what: Text,
      done: z.number(),
      total: z.number().optional(),
      unit: z.string(),
      rate: z.number().optional(),
    }),
  ),
  problems: z.array(Text),
  counts: z
    .strictObject({ events: z.number(), findings: z.number() })
    .optional()
    .describe('Absent while the lake does not answer'),
});
export type ServerStatus = z.infer<typeof ServerStatus>;

export default operation<StatusContext>()({
  name: 'GetStatus',
  about: 'What the server is busy with, how far it is, and how much it holds.',
  input: z.strictObject({}),
  output: ServerStatus,
  async handle(_, { status, lake, version, startedAt, simulated, language }) {
    const { problems, ...progress } = status.progress();
    const held = await heldIn(lake);
    return {
      version,
      startedAt: startedAt.toISOString(),
      simulated,
      language,
      ...progress,
      problems: [...held.problems, ...problems],
      ...(held.counts && { counts: held.counts }),
    };
  },
});

/** What the server is busy with is told also while the lake does not answer: that is a problem among the others. */
async function heldIn(lake: Lake): Promise<Pick<ServerStatus, 'counts' | 'problems'>> {
  try {
    return { counts: await counts(lake), problems: [] };
  } catch (error) {
    if (error instanceof Fault && error.code === 'Unavailable') return { problems: [error.text] };
    throw error;
  }
}

async function counts(lake: Lake): Promise<{ events: number; findings: number }> {
  // Yagura's own calls are no logs that somebody brought.
  const all = tableNames.map((table) => `(SELECT count() FROM ${table} WHERE source != '${ownCalls}')`).join(' + ');
  const [row] = await lake.rows<{ events: string; findings: string }>(
    `SELECT toString(${all}) AS events, toString((SELECT uniq(finding) FROM occurrences WHERE finding != '')) AS findings`,
  );
  return { events: Number(row?.events ?? 0), findings: Number(row?.findings ?? 0) };
}
