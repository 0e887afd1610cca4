import { guardduty } from '../guardduty.ts';
import { createSet } from '../sets.ts';

export default guardduty.operation('CreateTrustedEntitySet', async (input, context, call) => ({
  TrustedEntitySetId: await createSet('trustedentityset', input, context, call),
}));
