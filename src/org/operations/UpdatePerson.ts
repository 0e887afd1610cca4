import { z } from 'zod';
import { operation } from '#aws';
import { AccountId } from '../accounts.ts';
import type { OrgContext } from '../context.ts';
import { changePerson, Person } from '../people.ts';
import { RoleWord } from '../roles.ts';

export default operation<OrgContext>()({
  name: 'UpdatePerson',
  about:
    'Changes role or account of somebody, disables or enables them. Keys and sessions of who is disabled end at once.',
  input: z.strictObject({
    name: z.string().max(64),
    role: RoleWord.optional(),
    account: AccountId.optional(),
    disabled: z.boolean().optional(),
  }),
  output: z.strictObject({ person: Person }),
  handle: async ({ name, ...change }, context) => ({ person: await changePerson(name, change, context) }),
});
