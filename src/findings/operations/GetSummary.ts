import { z } from 'zod';
import { operation } from '#aws';
import { Time } from '../finding.ts';
import { summarise, type SummaryContext } from '../summarise.ts';
import { Summary } from '../summary.ts';

export default operation<SummaryContext>()({
  name: 'GetSummary',
  about: 'How things stand: findings by severity, type, account, resource and day, over all accounts and Regions.',
  input: z.strictObject({ from: Time.optional(), to: Time.optional() }),
  output: Summary,
  handle: (input, context) => summarise(input, context),
});
