import { z } from 'zod';
import { operation } from '#aws';
import { addPasskey, MadePasskey, PageOrigin } from '../passkeys.ts';
import type { WebContext } from '../tokens.ts';

export default operation<WebContext>()({
  name: 'AddPasskey',
  about: 'Keeps a passkey that your browser made, so that you can sign in with it.',
  input: z.strictObject({ name: z.string().trim().min(1).max(64), origin: PageOrigin, made: MadePasskey }),
  output: z.strictObject({}),
  async handle({ name, origin, made }, context, { caller }) {
    await addPasskey({ person: caller.name, name, origin, made }, context);
    return {};
  },
});
