import { z } from 'zod';
import { operation } from '#aws';
import type { DetectContext } from '../context.ts';

export default operation<DetectContext>()({
  name: 'ApplyRule',
  about: 'Judges by one rule what is in the lake already, the newest events first; doing it again changes nothing.',
  input: z.strictObject({ id: z.string().min(1).max(200) }),
  output: z.strictObject({
    matched: z.number().describe('Events that the rule matched'),
    more: z.boolean().describe('True when it matched more, which were left out'),
  }),
  handle: ({ id }, { inForce }) => inForce.apply(id),
});
