import { guardduty } from '../guardduty.ts';
import { updateSet } from '../sets.ts';

export default guardduty.operation(
  'UpdateThreatEntitySet',
  async ({ DetectorId, ThreatEntitySetId: id, ...change }, context, call) => {
    await updateSet('threatentityset', { DetectorId, id, change }, context, call);
    return {};
  },
);
