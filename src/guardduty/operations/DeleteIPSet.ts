import { guardduty } from '../guardduty.ts';
import { deleteSet } from '../sets.ts';

export default guardduty.operation('DeleteIPSet', async ({ DetectorId, IpSetId: id }, context, call) => {
  await deleteSet('ipset', { DetectorId, id }, context, call);
  return {};
});
