import { z } from 'zod';
import { Level } from '#attack';
import { Text } from '#kernel';
import { Finding, Time } from './finding.ts';

const Change = z.strictObject({ now: z.number(), before: z.number().optional() });
const Ranked = z.strictObject({ count: z.number(), lastSeen: Time, severity: Level });

/** What the Summary page shows: the widgets of the published GuardDuty Summary, over all accounts and Regions. */
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
  types: z
    .array(Ranked.extend({ type: z.string(), title: Text, share: z.number() }))
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
  accounts: z.array(Ranked.extend({ account: z.string() })),
  resources: z.array(Ranked.extend({ account: z.string(), resource: z.string() })),
  rare: z.array(Ranked.extend({ type: z.string(), title: Text })).describe('Least occurring types'),
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
