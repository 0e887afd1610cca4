import { z } from 'zod';
import { operation } from '#aws';
import { AccessKeyId, revokeAccessKey } from '../access-keys.ts';
import type { OrgContext } from '../context.ts';

export default operation<OrgContext>()({
  name: 'RevokeAccessKey',
  about: 'Revokes an access key for good, with every session that began with it.',
  input: z.strictObject({ id: AccessKeyId }),
  output: z.strictObject({}),
  handle: async ({ id }, context) => {
    await revokeAccessKey(id, context);
    return {};
  },
});
