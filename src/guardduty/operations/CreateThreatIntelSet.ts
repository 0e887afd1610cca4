import { guardduty } from '../guardduty.ts';
import { createSet } from '../sets.ts';

export default guardduty.operation('CreateThreatIntelSet', async (input, context, call) => ({
  ThreatIntelSetId: await createSet('threatintelset', input, context, call),
}));
