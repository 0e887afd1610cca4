import { z } from 'zod';
import { operation } from '#aws';
import { PreferenceName, PreferenceValue, setPreference } from '../preferences.ts';
import type { WebContext } from '../tokens.ts';

export default operation<WebContext>()({
  name: 'SetPreference',
  about: 'Keeps something that the caller set on the page; a value of null forgets it.',
  input: z.strictObject({ name: PreferenceName, value: PreferenceValue.nullable() }),
  output: z.strictObject({}),
  handle: async (input, context, { caller }) => {
    await setPreference(input, caller.arn, context);
    return {};
  },
});
