import { guardduty } from '../guardduty.ts';
import { pageOf } from '../page.ts';
import { setIds } from '../sets.ts';

export default guardduty.operation('ListTrustedEntitySets', async (input, context, call) => {
  const ids = await setIds('trustedentityset', input.DetectorId, context, call);
  const { items, next } = pageOf(ids, { operation: 'ListTrustedEntitySets', input, call }, context);
  return { TrustedEntitySetIds: items, ...next };
});
