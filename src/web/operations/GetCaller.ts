import { z } from 'zod';
import { operation } from '#aws';
import type { WebContext } from '../tokens.ts';

export default operation<WebContext>()({
  name: 'GetCaller',
  about: 'Who is signed in.',
  input: z.strictObject({}),
  output: z.strictObject({ name: z.string(), role: z.string(), account: z.string(), arn: z.string() }),
  handle: async (_input, _context, { caller: { name, role, account, arn } }) => ({ name, role, account, arn }),
});
