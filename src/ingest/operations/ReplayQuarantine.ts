import { z } from 'zod';
import { operation } from '#aws';
import type { IngestContext } from '../context.ts';
import { replayQuarantine } from '../quarantine.ts';

export default operation<IngestContext>()({
  name: 'ReplayQuarantine',
  about: 'Tries again to read what was refused, for example after an upgrade; what can be read now leaves quarantine.',
  input: z.strictObject({}),
  output: z.strictObject({
    replayed: z.number().describe('Records tried.'),
    taken: z.number().describe('Records that could be read.'),
    refused: z.number().describe('Records that remain.'),
  }),
  handle: (_, context) => replayQuarantine(context),
});
