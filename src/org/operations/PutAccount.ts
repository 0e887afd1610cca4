import { z } from 'zod';
import { operation } from '#aws';
import { AccountId, nameAccount } from '../accounts.ts';
import type { OrgContext } from '../context.ts';

export default operation<OrgContext>()({
  name: 'PutAccount',
  about: 'Names an account, or names it anew.',
  input: z.strictObject({ id: AccountId, name: z.string().max(128), alias: z.string().max(63).default('') }),
  output: z.strictObject({}),
  handle: async (account, context) => {
    await nameAccount(account, context);
    return {};
  },
});
