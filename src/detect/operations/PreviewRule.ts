import { z } from 'zod';
import { operation } from '#aws';
import type { DetectContext } from '../context.ts';
import { preview, Preview } from '../preview.ts';
import { parseWritten } from '../written-rule.ts';

export default operation<DetectContext>()({
  name: 'PreviewRule',
  about: 'What a rule would have matched in the 30 days that end with the newest event, before it is kept.',
  input: z.strictObject({ text: z.string().min(1).max(100_000) }),
  output: Preview,
  handle: ({ text }, { inForce, lake }) => preview(parseWritten(text).rule, inForce.sources, lake),
});
