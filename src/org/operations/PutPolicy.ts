import { z } from 'zod';
import { operation } from '#aws';
import type { OrgContext } from '../context.ts';
import { PolicyFile } from '../policies.ts';

export default operation<OrgContext>()({
  name: 'PutPolicy',
  about: 'Puts a policy in force at once. Refused when it is not valid, or when no administrator could undo it.',
  input: PolicyFile,
  output: z.strictObject({}),
  handle: async ({ name, text }, { policies }, { caller }) => {
    await policies.put(name, text, caller.name);
    return {};
  },
});
