import { guardduty } from '../guardduty.ts';
import { createSet } from '../sets.ts';

export default guardduty.operation('CreateThreatEntitySet', async (input, context, call) => ({
  ThreatEntitySetId: await createSet('threatentityset', input, context, call),
}));
