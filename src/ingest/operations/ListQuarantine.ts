import { z } from 'zod';
import { operation } from '#aws';
import type { IngestContext } from '../context.ts';
import { quarantinePage } from '../quarantine.ts';
import { Refused } from '../refused.ts';

export default operation<IngestContext>()({
  name: 'ListQuarantine',
  about: 'What could not be read, the newest first, one page at a time.',
  input: z.strictObject({
    cursor: z.string().max(100).optional(),
    limit: z.int().min(1).max(500).default(50),
    path: z.string().min(1).max(2000).optional().describe('Only what was refused of this file'),
  }),
  output: z.strictObject({ items: z.array(Refused), total: z.number(), next: z.string().optional() }),
  handle: (asked, { lake }) => quarantinePage(lake, asked),
});
