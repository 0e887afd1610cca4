import { z } from 'zod';
import { operation } from '#aws';
import { habitsOf, UsualOf } from '../usual.ts';
import type { LearningContext } from '../learning.ts';

export default operation<LearningContext>()({
  name: 'GetHabits',
  about: 'What is usual for a caller, as it is known at the end of the logs: by network, tool, call and so on.',
  input: z.strictObject({
    principal: z.string().min(1).max(500).describe('ARN of the user or role, or ARN/session for a person in a role'),
    account: z.string().max(20),
  }),
  output: UsualOf,
  handle: (input, context) => habitsOf(input, context),
});
