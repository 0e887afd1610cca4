import { z } from 'zod';
import { operation } from '#aws';
import type { DetectContext } from '../context.ts';

export default operation<DetectContext>()({
  name: 'WriteRule',
  about: 'Keeps a rule in Sigma and puts it in force: events that come from now on are judged by it.',
  input: z.strictObject({ text: z.string().min(1).max(100_000) }),
  output: z.strictObject({ id: z.string() }),
  async handle({ text }, { inForce }, { caller }) {
    const { id } = await inForce.write(text, caller.name);
    return { id };
  },
});
