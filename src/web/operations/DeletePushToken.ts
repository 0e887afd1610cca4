import { z } from 'zod';
import { operation } from '#aws';
import { deletePushToken, TokenName } from '../push-tokens.ts';
import type { WebContext } from '../tokens.ts';

export default operation<WebContext>()({
  name: 'DeletePushToken',
  about: 'Deletes a push token; whoever still uses it is refused from now on.',
  input: z.strictObject({ name: TokenName }),
  output: z.strictObject({}),
  handle: async ({ name }, context, { caller }) => {
    await deletePushToken(name, caller, context);
    return {};
  },
});
