import { z } from 'zod';
import { Level } from '#attack';
import { Text } from '#kernel';

/** A time as ISO 8601 text in UTC: what crosses every surface. */
export const Time = z.iso.datetime();

/** What a person judged a finding to be: an attack, harmless though rightly found, or wrongly found. */
export const verdicts = ['true', 'benign', 'false'] as const;
export const Verdict = z.enum(verdicts);
export type Verdict = z.infer<typeof Verdict>;

/**
 * What a rule claims: its current state. Repeats (same rule, account, Region and principal) are one
 * finding with a count; every occurrence is kept in the lake.
 */
export const Finding = z.strictObject({
  id: z.string(),
  rule: z.string().describe('Id of the rule'),
  type: z.string().describe('GuardDuty finding type, or one in its form'),
  title: Text,
  severity: Level,
  account: z.string(),
  region: z.string(),
  source: z.string().describe('Source of the events'),
  principal: z.string().describe('Who acted: ARN, name, address; empty when unknown'),
  resource: z.string().describe('What was acted on last; empty when unknown'),
  count: z.number().int().min(1),
  firstSeen: Time,
  lastSeen: Time,
  createdAt: Time.describe('When Yagura first learnt of it'),
  updatedAt: Time,
  archived: z.boolean(),
  verdict: z
    .strictObject({ is: Verdict, reason: z.string(), by: z.string(), at: Time })
    .optional()
    .describe('What a person judged it to be'),
  habit: Text.optional().describe('Why it is milder than its events say: whoever acted does this regularly'),
  tactics: z.array(z.string()).describe('ATT&CK tactics: defense-evasion'),
  techniques: z.array(z.string()).describe('ATT&CK techniques: T1562.008'),
});
export type Finding = z.infer<typeof Finding>;

/** One time that a finding was seen, with the event that showed it. */
export const Occurrence = z.strictObject({
  time: Time,
  eventId: z.string(),
  table: z.string(),
  file: z.string().describe('File that delivered the event'),
  position: z.number().int().describe('Line or record in that file'),
  matched: z.array(z.string()).describe('Field paths that made the rule match'),
  event: z.record(z.string(), z.unknown()).describe('The event as its log wrote it'),
});
export type Occurrence = z.infer<typeof Occurrence>;
