import { z } from 'zod';
import { Level } from '#attack';
import { Text } from '#kernel';

/** A finding that is hidden, or would be. */
export const Example = z.strictObject({
  id: z.string(),
  principal: z.string(),
  resource: z.string(),
  lastSeen: z.string().describe('ISO 8601'),
  count: z.number().int().describe('Events in it'),
  archived: z.boolean(),
  verdict: z.enum(['true', 'benign', 'false']).optional(),
});
export type Example = z.infer<typeof Example>;

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
  byDay: z
    .array(z.strictObject({ day: z.string().describe('2026-03-10'), count: z.number().int().describe('Events') }))
    .describe('Those days, the oldest first'),
  verdicts: z.strictObject({ true: z.number(), benign: z.number(), false: z.number() }),
  examples: z.array(Example).describe('Five at most, the newest first'),
  why: Text.describe('Why it seems harmless'),
  cost: Text.describe('What would be hidden'),
});
export type Proposal = z.infer<typeof Proposal>;

/** A proposal that somebody did not want. */
export const Dismissed = Proposal.extend({ by: z.string(), at: z.string().describe('ISO 8601') });
export type Dismissed = z.infer<typeof Dismissed>;
