import { z } from 'zod';
import { Level } from '#attack';
import { Text } from '#kernel';
import { Finding, Time } from './finding.ts';

const Change = z.strictObject({ now: z.number(), before: z.number().optional() });

/**
 * What the Summary page shows: the widgets of the published GuardDuty Summary, over all accounts and Regions. Its other
 * rankings are asked for one by one (GetFindingRanks), so that each can be restricted.
 */
export const Summary = z.strictObject({
  from: Time,
  to: Time,
  simulated: z.boolean(),
  overview: z.strictObject({
    sequences: Change,
    findings: Change,
    resources: Change,
    accounts: Change,
    events: Change,
  }),
  top: z.array(Finding).describe('At most 8, worst first'),
  earlier: z
    .array(z.strictObject({ severity: Level, count: z.number() }))
    .describe('Open findings that were last seen before the span, worst first'),
  types: z
    .array(
      z.strictObject({
        type: z.string(),
        title: Text,
        count: z.number(),
        share: z.number(),
        lastSeen: Time,
        severity: Level,
      }),
    )
    .describe('Most common, at most 5'),
  days: z.array(
    z.strictObject({
      day: z.iso.date(),
      critical: z.number(),
      high: z.number(),
      medium: z.number(),
      low: z.number(),
      informational: z.number(),
      events: z.number(),
    }),
  ),
  coverage: z.array(
    z.strictObject({
      source: z.string(),
      title: Text,
      events: z.number(),
      firstSeen: Time.optional(),
      lastSeen: Time.optional(),
      accounts: z.number(),
    }),
  ),
});
export type Summary = z.infer<typeof Summary>;
