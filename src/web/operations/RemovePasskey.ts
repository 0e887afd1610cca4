import { z } from 'zod';
import { operation } from '#aws';
import { removePasskey } from '../passkeys.ts';
import type { WebContext } from '../tokens.ts';

export default operation<WebContext>()({
  name: 'RemovePasskey',
  about: 'Removes one of your passkeys.',
  input: z.strictObject({ id: z.string().min(1).max(2000) }),
  output: z.strictObject({}),
  async handle({ id }, context, { caller: { name } }) {
    await removePasskey(name, id, context);
    return {};
  },
});
