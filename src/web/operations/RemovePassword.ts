import { z } from 'zod';
import { operation } from '#aws';
import { removePassword } from '../passwords.ts';
import type { WebContext } from '../tokens.ts';

export default operation<WebContext>()({
  name: 'RemovePassword',
  about: 'Removes your password. You sign in with a passkey, a link, or at the identity provider from then on.',
  input: z.strictObject({}),
  output: z.strictObject({}),
  async handle(_input, context, { caller: { name } }) {
    await removePassword(name, context);
    return {};
  },
});
