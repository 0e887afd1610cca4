import { guardduty } from '../guardduty.ts';
import { described, setOf } from '../sets.ts';

export default guardduty.operation('GetIPSet', async ({ DetectorId, IpSetId: id }, context, call) => {
  const list = await setOf('ipset', { DetectorId, id }, context, call);
  return described(list, context);
});
