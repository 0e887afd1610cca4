import { z } from 'zod';
import { operation } from '#aws';
import type { AuthzContext } from '../context.ts';
import { storeOf } from '../policy-stores.ts';
import { changeSettings, StoreSettings } from '../store-settings.ts';

const { log, compareShare, engine } = StoreSettings.shape;

export default operation<AuthzContext>()({
  name: 'SetPolicyStoreSettings',
  about: 'Sets how much of the decisions of a policy store is logged and compared, and which engine decides.',
  input: z.strictObject({
    policyStoreId: z.string(),
    log: log.optional(),
    compareShare,
    engine: engine.unwrap().optional().describe('compiled, or cedar: its own engine, slower'),
  }),
  output: StoreSettings,
  async handle({ policyStoreId, ...set }, context, call) {
    const { id } = await storeOf({ policyStoreId }, call, context);
    const settings = await changeSettings(id, context.store, ({ difference, ...before }) => ({
      ...before,
      ...(difference === undefined || set.engine === 'compiled' ? {} : { difference }),
      ...Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined)),
    }));
    context.authz.ready.changed();
    return settings;
  },
});
