import { z } from 'zod';
import { operation } from '#aws';
import { archive } from '../archive.ts';
import type { FindingsContext } from '../record.ts';

export default operation<FindingsContext>()({
  name: 'UpdateFindings',
  about: 'Archives findings that have been dealt with, or brings them back.',
  input: z.strictObject({ ids: z.array(z.string().max(64)).min(1).max(500), archived: z.boolean() }),
  output: z.strictObject({ updated: z.number().int() }),
  handle: async ({ ids, archived }, context, { caller }) => ({
    updated: await archive(ids, archived, caller.name, context),
  }),
});
