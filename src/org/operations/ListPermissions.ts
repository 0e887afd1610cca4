import { z } from 'zod';
import { operation } from '#aws';
import { callerOfPerson } from '../callers.ts';
import type { OrgContext } from '../context.ts';
import { findPerson } from '../people.ts';

export default operation<OrgContext>()({
  name: 'ListPermissions',
  about: 'What a person may do: every operation that the policies permit them.',
  input: z.strictObject({ person: z.string().max(64) }),
  output: z.strictObject({ actions: z.array(z.string()) }),
  handle: async ({ person }, context, call) => ({
    actions: await context.authority.allowedTo(callerOfPerson(await findPerson(person, context)), call),
  }),
});
