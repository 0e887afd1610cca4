import { decide } from '../decide.ts';
import { guardduty } from '../guardduty.ts';

export default guardduty.operation('UnarchiveFindings', async (input, context, call) => {
  await decide(input, { archived: false }, context, call);
  return {};
});
