import { z } from 'zod';
import { operation } from '#aws';
import type { AuthzContext } from '../context.ts';
import { storeOf } from '../policy-stores.ts';
import { changeSettings, StoreSettings } from '../store-settings.ts';

export default operation<AuthzContext>()({
  name: 'DeletePolicyStoreCandidate',
  about: 'Ends a shadow run. To make its changes, call ChangePolicyStore with them.',
  input: z.strictObject({ policyStoreId: z.string() }),
  output: StoreSettings,
  async handle({ policyStoreId }, context, call) {
    const { id } = await storeOf({ policyStoreId }, call, context);
    const settings = await changeSettings(id, context.store, (before) => ({ ...before, candidate: undefined }));
    context.authz.ready.changed();
    return settings;
  },
});
