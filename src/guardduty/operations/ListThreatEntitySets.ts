import { guardduty } from '../guardduty.ts';
import { pageOf } from '../page.ts';
import { setIds } from '../sets.ts';

export default guardduty.operation('ListThreatEntitySets', async (input, context, call) => {
  const ids = await setIds('threatentityset', input.DetectorId, context, call);
  const { items, next } = pageOf(ids, { operation: 'ListThreatEntitySets', input, call }, context);
  return { ThreatEntitySetIds: items, ...next };
});
