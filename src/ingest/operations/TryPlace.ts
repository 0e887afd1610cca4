import { z } from 'zod';
import { operation } from '#aws';
import { Text } from '#kernel';
import type { IngestContext } from '../context.ts';
import { tryPlace } from '../try-place.ts';

export default operation<IngestContext>()({
  name: 'TryPlace',
  about:
    'Looks at a bucket, queue or watched folder now, reads one log of it without keeping it, and says what is wrong.',
  input: z.strictObject({
    address: z.string().min(1).max(1000).describe('s3://bucket/prefix, the URL of a queue, or a watched folder'),
  }),
  output: z.strictObject({
    steps: z
      .array(z.strictObject({ ok: z.boolean(), said: Text, remedy: Text.optional() }))
      .describe('What was tried, in its order; it ends with the first step that fails'),
  }),
  handle: async ({ address }, context) => ({ steps: await tryPlace(address, context) }),
});
