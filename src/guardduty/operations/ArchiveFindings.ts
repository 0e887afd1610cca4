import { decide } from '../decide.ts';
import { guardduty } from '../guardduty.ts';

export default guardduty.operation('ArchiveFindings', async (input, context, call) => {
  await decide(input, { archived: true }, context, call);
  return {};
});
