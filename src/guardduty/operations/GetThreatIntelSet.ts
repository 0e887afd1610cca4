import { guardduty } from '../guardduty.ts';
import { described, setOf } from '../sets.ts';

export default guardduty.operation('GetThreatIntelSet', async ({ DetectorId, ThreatIntelSetId: id }, context, call) => {
  const list = await setOf('threatintelset', { DetectorId, id }, context, call);
  return described(list, context);
});
