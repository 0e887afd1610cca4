import { z } from 'zod';
import { operation } from '#aws';
import type { DetectContext } from '../context.ts';

export default operation<DetectContext>()({
  name: 'SwitchRule',
  about: 'Switches a rule off or on, at once and until somebody changes it again.',
  input: z.strictObject({ id: z.string().min(1).max(200), on: z.boolean() }),
  output: z.strictObject({}),
  async handle({ id, on }, { inForce }, { caller }) {
    await inForce.turn(id, on, caller.name);
    return {};
  },
});
