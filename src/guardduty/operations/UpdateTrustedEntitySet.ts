import { guardduty } from '../guardduty.ts';
import { updateSet } from '../sets.ts';

export default guardduty.operation(
  'UpdateTrustedEntitySet',
  async ({ DetectorId, TrustedEntitySetId: id, ...change }, context, call) => {
    await updateSet('trustedentityset', { DetectorId, id, change }, context, call);
    return {};
  },
);
