import { z } from 'zod';
import { operation } from '#aws';
import { AccountId } from '../accounts.ts';
import type { OrgContext } from '../context.ts';
import { addPerson, Person, PersonName } from '../people.ts';
import { RoleWord } from '../roles.ts';

export default operation<OrgContext>()({
  name: 'CreatePerson',
  about: 'Lets somebody use Yagura. Without an account they belong to that of Yagura itself.',
  input: z.strictObject({ name: PersonName, role: RoleWord, account: AccountId.optional() }),
  output: z.strictObject({ person: Person }),
  handle: async ({ name, role, account }, context) => ({
    person: await addPerson({ name, role, account: account ?? context.homeAccount }, context),
  }),
});
