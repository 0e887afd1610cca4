import { z } from 'zod';
import { operation } from '#aws';
import { resealAccessKeys } from '../access-keys.ts';
import type { OrgContext } from '../context.ts';

export default operation<OrgContext>()({
  name: 'RotateMasterKey',
  about:
    'Seals the secrets of all access keys with a new master key, or with the one that the settings now name first.',
  input: z.strictObject({}),
  output: z.strictObject({ sealed: z.number().int() }),
  handle: async (_input, context) => ({ sealed: await context.vault.rotate(() => resealAccessKeys(context)) }),
});
