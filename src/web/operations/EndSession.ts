import { z } from 'zod';
import { operation } from '#aws';
import { endSessionById, idLength } from '../sessions.ts';
import type { WebContext } from '../tokens.ts';

export default operation<WebContext>()({
  name: 'EndSession',
  about: 'Ends a sign-in on the page: one of your own, or anybody’s for an administrator.',
  input: z.strictObject({
    id: z
      .string()
      .length(idLength)
      .regex(/^[0-9a-f]+$/),
  }),
  output: z.strictObject({}),
  async handle({ id }, context, { caller }) {
    await endSessionById(id, caller.role === 'administrator' ? undefined : caller.name, context);
    return {};
  },
});
