import { z } from 'zod';
import { operation } from '#aws';
import { languages, type Clock, type Config } from '#kernel';
import type { Store } from '#store';
import { systemOf } from '../system.ts';
import type { StatusContext } from './GetStatus.ts';

export interface SystemContext extends StatusContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly config: Pick<Config['ingest'], 'watch' | 'sqs'>;
  readonly retention: Config['retention'];
}

export const System = z.strictObject({
  version: z.string(),
  /** Version of the program that runs it. */
  node: z.string(),
  startedAt: z.iso.datetime(),
  language: z.enum(languages).describe('That of the terminal'),
  lake: z.strictObject({ place: z.enum(['in process', 'server']), bytes: z.number() }),
  store: z.strictObject({ dialect: z.enum(['sqlite', 'postgres']), bytes: z.number() }),
  /** How often something was read, and when the last time was; `started` is what is being read or was interrupted. */
  files: z.strictObject({
    done: z.number(),
    refused: z.number(),
    started: z.number(),
    last: z.iso.datetime().optional(),
  }),
  clock: z
    .strictObject({ en: z.string(), ja: z.string() })
    .optional()
    .describe('Why nothing is dropped for its age: the clock moved further than Yagura is off as a rule'),
  watched: z.array(z.string()).describe('Folders, buckets and queues that are read again and again'),
  tables: z.array(
    z.strictObject({
      name: z.string(),
      rows: z.number(),
      bytes: z.number(),
      keeps: z.string().describe('Age at which rows are dropped, such as "90 days", or "forever"'),
    }),
  ),
});
export type System = z.infer<typeof System>;

export default operation<SystemContext>()({
  name: 'GetSystem',
  about: 'What runs: version, since when, lake and store with their sizes, what is read, and how long it is kept.',
  input: z.strictObject({}),
  output: System,
  handle: (_, context) => systemOf(context),
});
