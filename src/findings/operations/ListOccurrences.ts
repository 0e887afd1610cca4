import { z } from 'zod';
import { operation } from '#aws';
import { Occurrence } from '../finding.ts';
import { occurrencesOf } from '../occurrences.ts';
import type { FindingsContext } from '../record.ts';

export default operation<FindingsContext>()({
  name: 'ListOccurrences',
  about: 'Every time that a finding was seen, newest first, with the events.',
  input: z.strictObject({
    id: z.string().max(64),
    limit: z.number().int().min(1).max(200).default(50),
    offset: z.number().int().min(0).max(1_000_000).default(0),
  }),
  output: z.strictObject({ occurrences: z.array(Occurrence) }),
  handle: async ({ id, limit, offset }, { lake }) => ({
    occurrences: await occurrencesOf(id, { limit, offset }, lake),
  }),
});
