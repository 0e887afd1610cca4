import { z } from 'zod';
import { operation } from '#aws';
import { PageOrigin, startPasskey } from '../passkeys.ts';
import type { WebContext } from '../tokens.ts';

export default operation<WebContext>()({
  name: 'StartPasskey',
  about: 'What a browser needs to make a passkey for you (WebAuthn, PublicKeyCredentialCreationOptionsJSON).',
  input: z.strictObject({ origin: PageOrigin }),
  output: z.looseObject({ challenge: z.string() }),
  handle: async ({ origin }, context, { caller: { name } }) => ({ ...(await startPasskey(name, origin, context)) }),
});
