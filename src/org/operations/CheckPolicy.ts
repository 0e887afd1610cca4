import { z } from 'zod';
import { operation } from '#aws';
import type { OrgContext } from '../context.ts';
import { PolicyFile } from '../policies.ts';

export default operation<OrgContext>()({
  name: 'CheckPolicy',
  about: 'Tells whether a policy could be put in force; what is wrong with it is the error.',
  input: PolicyFile,
  output: z.strictObject({}),
  handle: async ({ name, text }, { policies }) => {
    await policies.check(name, text);
    return {};
  },
});
