import { z } from 'zod';
import { operation } from '#aws';
import { AccessKey, listAccessKeys } from '../access-keys.ts';
import type { OrgContext } from '../context.ts';

export default operation<OrgContext>()({
  name: 'ListAccessKeys',
  about: 'Every access key that Yagura has issued, without the secrets; temporary ones while they live.',
  input: z.strictObject({}),
  output: z.strictObject({ keys: z.array(AccessKey) }),
  handle: async (_input, context) => ({ keys: await listAccessKeys(context) }),
});
