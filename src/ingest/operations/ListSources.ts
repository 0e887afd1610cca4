import { z } from 'zod';
import { operation } from '#aws';
import { Text } from '#kernel';
import type { IngestContext } from '../context.ts';
import { sourceStates } from '../source-states.ts';

export const SourceState = z.strictObject({
  name: z.string(),
  title: Text,
  about: Text,
  table: z.string(),
  events: z.number(),
  files: z.number(),
  /** Records in quarantine. */
  refused: z.number(),
  accounts: z.number(),
  regions: z.number(),
  firstSeen: z.iso.datetime().optional(),
  lastSeen: z.iso.datetime().optional(),
  /** When a file of it was last read. */
  lastRead: z.iso.datetime().optional(),
  days: z
    .array(z.strictObject({ day: z.iso.date(), count: z.number() }))
    .describe('Events a day, of the newest 31 days that have any'),
  gaps: z
    .array(z.strictObject({ from: z.iso.datetime(), to: z.iso.datetime(), hours: z.number() }))
    .describe('Spans without any event where there usually is some: the log was off, or files are missing'),
});
export type SourceState = z.infer<typeof SourceState>;

export default operation<IngestContext>()({
  name: 'ListSources',
  about: 'Every log that can be read: how much of it there is, how fresh it is, which days are missing.',
  input: z.strictObject({}),
  output: z.strictObject({ sources: z.array(SourceState) }),
  handle: async (_, context) => ({ sources: await sourceStates(context) }),
});
