import { guardduty } from '../guardduty.ts';
import { deleteSet } from '../sets.ts';

export default guardduty.operation(
  'DeleteThreatIntelSet',
  async ({ DetectorId, ThreatIntelSetId: id }, context, call) => {
    await deleteSet('threatintelset', { DetectorId, id }, context, call);
    return {};
  },
);
