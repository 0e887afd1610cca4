import { z } from 'zod';
import { operation } from '#aws';
import type { OrgContext } from '../context.ts';
import { PolicyName } from '../policies.ts';

export default operation<OrgContext>()({
  name: 'ResetPolicy',
  about:
    'Takes back what was changed of a policy: the one that came with Yagura is in force again, an added one is gone.',
  input: z.strictObject({ name: PolicyName }),
  output: z.strictObject({}),
  handle: async ({ name }, { policies }) => {
    await policies.reset(name);
    return {};
  },
});
