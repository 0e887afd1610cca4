import type { Verdict } from '#findings';
import { decide } from '../decide.ts';
import { guardduty, refused } from '../guardduty.ts';

/** What GuardDuty's two words of feedback say of a finding. */
const verdicts: Readonly<Record<string, Verdict>> = { USEFUL: 'true', NOT_USEFUL: 'false' };

export default guardduty.operation('UpdateFindingsFeedback', async (input, context, call) => {
  const verdict = verdicts[input.Feedback];
  if (verdict === undefined) throw refused('the parameter feedback must be USEFUL or NOT_USEFUL');
  await decide(input, { verdict, reason: input.Comments ?? '' }, context, call);
  return {};
});
