import { guardduty } from '../guardduty.ts';
import { deleteSet } from '../sets.ts';

export default guardduty.operation(
  'DeleteThreatEntitySet',
  async ({ DetectorId, ThreatEntitySetId: id }, context, call) => {
    await deleteSet('threatentityset', { DetectorId, id }, context, call);
    return {};
  },
);
