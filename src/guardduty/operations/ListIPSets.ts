import { guardduty } from '../guardduty.ts';
import { pageOf } from '../page.ts';
import { setIds } from '../sets.ts';

export default guardduty.operation('ListIPSets', async (input, context, call) => {
  const ids = await setIds('ipset', input.DetectorId, context, call);
  const { items, next } = pageOf(ids, { operation: 'ListIPSets', input, call }, context);
  return { IpSetIds: items, ...next };
});
