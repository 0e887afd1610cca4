import { z } from 'zod';
import { Example } from './proposal.ts';

/** A filter of findings: one that archives what fits, or a view that hides nothing. */
export const Suppression = z.strictObject({
  filter: z.string().describe('Its name, in the detector of this account and Region'),
  account: z.string(),
  region: z.string(),
  everyAccount: z.boolean().describe("True of Yagura's own account, whose filters hold for all"),
  description: z.string(),
  archives: z.boolean().describe('False for one that hides nothing: a saved view'),
  proposed: z.boolean().describe('True when it came of a proposal'),
  createdAt: z.string().describe('ISO 8601'),
  conditions: z.array(
    z.strictObject({
      attribute: z.string().describe("As GuardDuty calls it: 'type'"),
      comparison: z.enum(['equals', 'notEquals', 'above', 'atLeast', 'below', 'atMost', 'matches', 'notMatches']),
      values: z.array(z.string()),
    }),
  ),
  findings: z.number().int().describe('Findings of the last 30 days that fit'),
  confirmed: z.number().int().describe('Those of them that somebody judged to be an attack'),
  examples: z.array(Example).describe('Five at most, the newest first'),
});
export type Suppression = z.infer<typeof Suppression>;
