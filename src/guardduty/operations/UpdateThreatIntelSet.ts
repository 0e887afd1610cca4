import { guardduty } from '../guardduty.ts';
import { updateSet } from '../sets.ts';

export default guardduty.operation(
  'UpdateThreatIntelSet',
  async ({ DetectorId, ThreatIntelSetId: id, ...change }, context, call) => {
    await updateSet('threatintelset', { DetectorId, id, change }, context, call);
    return {};
  },
);
