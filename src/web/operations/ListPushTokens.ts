import { z } from 'zod';
import { operation } from '#aws';
import { listPushTokens, PushToken } from '../push-tokens.ts';
import type { WebContext } from '../tokens.ts';

export default operation<WebContext>()({
  name: 'ListPushTokens',
  about: 'The push tokens by name, without the tokens themselves.',
  input: z.strictObject({}),
  output: z.strictObject({ tokens: z.array(PushToken) }),
  handle: async (_input, context) => ({ tokens: await listPushTokens(context) }),
});
