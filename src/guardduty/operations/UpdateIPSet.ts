import { guardduty } from '../guardduty.ts';
import { updateSet } from '../sets.ts';

export default guardduty.operation('UpdateIPSet', async ({ DetectorId, IpSetId: id, ...change }, context, call) => {
  await updateSet('ipset', { DetectorId, id, change }, context, call);
  return {};
});
