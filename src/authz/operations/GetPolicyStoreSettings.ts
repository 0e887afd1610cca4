import { z } from 'zod';
import { operation } from '#aws';
import type { AuthzContext } from '../context.ts';
import { storeOf } from '../policy-stores.ts';
import { settingsOf, StoreSettings } from '../store-settings.ts';
import { authzTables } from '../tables.ts';

export default operation<AuthzContext>()({
  name: 'GetPolicyStoreSettings',
  about: 'How a policy store is watched: its decision log, the engine that decides, and what a shadow run has found.',
  input: z.strictObject({ policyStoreId: z.string() }),
  output: z.strictObject({
    settings: StoreSettings,
    tried: z
      .strictObject({ asked: z.number().int(), differed: z.number().int() })
      .optional()
      .describe('Decisions that the candidate was asked too since this process runs it, and those it makes otherwise'),
  }),
  async handle({ policyStoreId }, context, call) {
    const { id } = await storeOf({ policyStoreId }, call, context);
    const settings = await settingsOf(id, authzTables(context.store));
    if (settings.candidate === undefined) return { settings };
    const { asked, differed } = context.authz.witness.triedOf(id, settings.candidate.since);
    return { settings, tried: { asked, differed } };
  },
});
