import { z } from 'zod';
import { operation } from '#aws';
import { Account, AccountId, listAccounts } from '../accounts.ts';
import type { OrgContext } from '../context.ts';

export default operation<OrgContext>()({
  name: 'ListAccounts',
  about: 'The accounts that have a name here, or in which somebody has a key.',
  input: z.strictObject({}),
  output: z.strictObject({ home: AccountId, accounts: z.array(Account) }),
  handle: async (_input, context) => ({
    home: context.homeAccount,
    accounts: await listAccounts(context),
  }),
});
