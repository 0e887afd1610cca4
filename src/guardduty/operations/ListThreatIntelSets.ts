import { guardduty } from '../guardduty.ts';
import { pageOf } from '../page.ts';
import { setIds } from '../sets.ts';

export default guardduty.operation('ListThreatIntelSets', async (input, context, call) => {
  const ids = await setIds('threatintelset', input.DetectorId, context, call);
  const { items, next } = pageOf(ids, { operation: 'ListThreatIntelSets', input, call }, context);
  return { ThreatIntelSetIds: items, ...next };
});
