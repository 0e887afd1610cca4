import { z } from 'zod';
import { Level } from '#attack';
import { Text } from '#kernel';

/** Something that comes back and seems harmless, and what it would cost to hide it. */
export const Proposal = z.strictObject({
  id: z.string(),
  type: z.string().describe('Type of the findings that it would hide'),
  title: Text,
  severity: Level.describe('The worst of them'),
  account: z.string(),
  region: z.string(),
  who: z.string().describe('User or role name, or instance, whose findings it would hide'),
  attribute: z.string().describe("GuardDuty's attribute by which the filter tells them"),
  findings: z.number().int().describe('Findings of the last 30 days that it would hide'),
  events: z.number().int().describe('Events in them'),
  days: z.number().int().describe('Days of the last 30 on which there was one'),
  verdicts: z.strictObject({ true: z.number(), benign: z.number(), false: z.number() }),
  examples: z.array(z.string()).describe('Ids of findings, the newest first'),
  why: Text.describe('Why it seems harmless'),
  cost: Text.describe('What would be hidden'),
});
export type Proposal = z.infer<typeof Proposal>;
