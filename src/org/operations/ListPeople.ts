import { z } from 'zod';
import { operation } from '#aws';
import type { OrgContext } from '../context.ts';
import { listPeople, Person } from '../people.ts';

export default operation<OrgContext>()({
  name: 'ListPeople',
  about: 'Everybody who uses Yagura, with role and account.',
  input: z.strictObject({}),
  output: z.strictObject({ people: z.array(Person) }),
  handle: async (_input, context) => ({ people: await listPeople(context) }),
});
