import { z } from 'zod';
import { operation } from '#aws';
import type { OrgContext } from '../context.ts';
import { Policy } from '../policies.ts';

export default operation<OrgContext>()({
  name: 'ListPolicies',
  about: 'The Cedar policies that decide who may do what: as they came with Yagura, changed here, or added here.',
  input: z.strictObject({}),
  output: z.strictObject({ policies: z.array(Policy) }),
  handle: async (_input, context) => ({ policies: await context.policies.list() }),
});
