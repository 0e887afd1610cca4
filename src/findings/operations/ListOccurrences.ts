import { z } from 'zod';
import { operation } from '#aws';
import { Occurrence } from '../finding.ts';
import { occurrencesOf } from '../occurrences.ts';
import { findingSeen, ownAccount } from '../own-account.ts';
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
  async handle({ id, limit, offset }, { lake, store }, { caller }) {
    // A finding that has aged out still has occurrences, of which nobody knows whose they were.
    if (ownAccount(caller) !== undefined) await findingSeen(id, caller, store);
    return { occurrences: await occurrencesOf(id, { limit, offset }, lake) };
  },
});
