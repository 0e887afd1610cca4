import { z } from 'zod';
import { operation } from '#aws';
import { createPushToken, TokenName } from '../push-tokens.ts';
import type { WebContext } from '../tokens.ts';

export default operation<WebContext>()({
  name: 'CreatePushToken',
  about: 'Makes a token with which a program may push logs; the reply is the only time that it is shown.',
  input: z.strictObject({ name: TokenName }),
  output: z.strictObject({ token: z.string() }),
  handle: async ({ name }, context, { caller }) => ({ token: await createPushToken(name, caller, context) }),
});
