import { guardduty } from '../guardduty.ts';
import { createSet } from '../sets.ts';

export default guardduty.operation('CreateIPSet', async (input, context, call) => ({
  IpSetId: await createSet('ipset', input, context, call),
}));
