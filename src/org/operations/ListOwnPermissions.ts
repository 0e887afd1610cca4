import { z } from 'zod';
import { operation } from '#aws';
import type { OrgContext } from '../context.ts';

export default operation<OrgContext>()({
  name: 'ListOwnPermissions',
  about: 'What the caller may do: every operation that the policies permit.',
  input: z.strictObject({}),
  output: z.strictObject({ actions: z.array(z.string()) }),
  handle: async (_input, { authority }, call) => ({ actions: await authority.allowedTo(call.caller, call) }),
});
