import { z } from 'zod';
import { operation } from '#aws';
import { ContentChange } from '../content-changes.ts';
import type { AuthzContext } from '../context.ts';
import { storeOf } from '../policy-stores.ts';
import { changeSettings, StoreSettings } from '../store-settings.ts';

export default operation<AuthzContext>()({
  name: 'SetPolicyStoreCandidate',
  about: 'Begins a shadow run: live requests are asked of the changed policies too, and what differs goes to the log.',
  input: z.strictObject({ policyStoreId: z.string(), changes: z.array(ContentChange).min(1).max(10_000) }),
  output: StoreSettings,
  async handle({ policyStoreId, changes }, context, call) {
    const { id, account } = await storeOf({ policyStoreId }, call, context);
    const { ready } = context.authz;
    await ready.tried(await ready.get(id, account), changes); // refused now, not when the first request comes
    const since = context.clock.now().toISOString();
    const candidate = { since, by: call.caller.arn, changes };
    const settings = await changeSettings(id, context.store, (before) => ({ ...before, candidate }));
    ready.changed();
    return settings;
  },
});
