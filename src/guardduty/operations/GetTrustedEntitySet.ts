import { guardduty } from '../guardduty.ts';
import { described, setOf } from '../sets.ts';

export default guardduty.operation(
  'GetTrustedEntitySet',
  async ({ DetectorId, TrustedEntitySetId: id }, context, call) => {
    const list = await setOf('trustedentityset', { DetectorId, id }, context, call);
    const problem = list.status === 'ERROR' ? { ErrorDetails: list.problem } : {};
    const [CreatedAt, UpdatedAt] = [new Date(list.created_at), new Date(list.updated_at)];
    return { ...(await described(list, context)), CreatedAt, UpdatedAt, ...problem };
  },
);
