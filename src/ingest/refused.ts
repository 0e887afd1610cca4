import { z } from 'zod';
import { Text } from '#kernel';

/** A record, line, file or message that could not be read, as people are shown it. */
export const Refused = z.object({
  time: z.iso.datetime().describe('When it was refused.'),
  file: z.string(),
  path: z.string(),
  line: z.number(),
  reason: Text,
  remedy: Text,
  source: z.string(),
  text: z.string().describe('Its first 4,096 characters.'),
  size: z.number(),
});
export type Refused = z.infer<typeof Refused>;
