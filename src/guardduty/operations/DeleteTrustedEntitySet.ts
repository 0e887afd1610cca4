import { guardduty } from '../guardduty.ts';
import { deleteSet } from '../sets.ts';

export default guardduty.operation(
  'DeleteTrustedEntitySet',
  async ({ DetectorId, TrustedEntitySetId: id }, context, call) => {
    await deleteSet('trustedentityset', { DetectorId, id }, context, call);
    return {};
  },
);
