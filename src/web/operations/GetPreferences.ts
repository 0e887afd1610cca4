import { z } from 'zod';
import { operation } from '#aws';
import { preferencesOf } from '../preferences.ts';
import type { WebContext } from '../tokens.ts';

export default operation<WebContext>()({
  name: 'GetPreferences',
  about: 'What the caller set on the page, by name.',
  input: z.strictObject({}),
  output: z.strictObject({ preferences: z.record(z.string(), z.string()) }),
  handle: async (_, context, { caller }) => ({ preferences: await preferencesOf(caller.arn, context) }),
});
