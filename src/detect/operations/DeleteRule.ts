import { z } from 'zod';
import { operation } from '#aws';
import type { DetectContext } from '../context.ts';

export default operation<DetectContext>()({
  name: 'DeleteRule',
  about: 'Forgets a rule that was written on the page; its findings stay.',
  input: z.strictObject({ id: z.string().min(1).max(200) }),
  output: z.strictObject({}),
  async handle({ id }, { inForce }) {
    await inForce.remove(id);
    return {};
  },
});
