import { guardduty } from '../guardduty.ts';
import { described, setOf } from '../sets.ts';

export default guardduty.operation(
  'GetThreatEntitySet',
  async ({ DetectorId, ThreatEntitySetId: id }, context, call) => {
    const list = await setOf('threatentityset', { DetectorId, id }, context, call);
    const problem = list.status === 'ERROR' ? { ErrorDetails: list.problem } : {};
    const [CreatedAt, UpdatedAt] = [new Date(list.created_at), new Date(list.updated_at)];
    return { ...(await described(list, context)), CreatedAt, UpdatedAt, ...problem };
  },
);
