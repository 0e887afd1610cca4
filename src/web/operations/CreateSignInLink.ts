import { z } from 'zod';
import { operation } from '#aws';
import { signInLink } from '../sign-in-links.ts';
import { PageOrigin } from '../passkeys.ts';
import type { WebContext } from '../tokens.ts';

export default operation<WebContext>()({
  name: 'CreateSignInLink',
  about: 'Makes a link that signs somebody in once, within an hour; the reply is the only time that it is shown.',
  input: z.strictObject({ person: z.string().min(1).max(64), origin: PageOrigin }),
  output: z.strictObject({ link: z.string() }),
  handle: async ({ person, origin }, context) => ({ link: await signInLink(origin, context, person) }),
});
