import { z } from 'zod';
import { Text } from '#kernel';
import { Occurrence, Time } from '#findings';

/** One thing that is known about the actor: `label` in both languages, the value as the log has it. */
const Fact = z.strictObject({
  label: Text,
  value: z.string(),
  meaning: Text.optional().describe('The value in words, where it is a code or a truth value'),
});

/** One link of the chain of credentials: who handed out `accessKey`, the key that the next one used. */
const Link = z.strictObject({
  time: Time,
  principal: z.string(),
  action: z.string(),
  accessKey: z.string(),
  address: z.string(),
  eventId: z.string(),
  askedWith: z.string().describe('The key with which it was asked for'),
  said: Text.describe('Who obtained it and how, in words'),
});

/** The five answers of a finding, in both languages. INVARIANT: each is there on every finding. */
export const Answers = z.strictObject({
  who: z.strictObject({ sentence: Text, facts: z.array(Fact), lineage: z.array(Link).describe('Oldest first') }),
  why: z.strictObject({
    sentence: Text,
    here: Text.describe('What it means for this account'),
    refused: z.boolean().describe('True when AWS refused every call shown: `next` is what follows a try that failed'),
    severity: Text.describe('Why it is as grave as it is'),
    confidence: Text.describe('How sure it is that it is right, and what that rests on'),
  }),
  how: z.strictObject({
    sentence: Text,
    techniques: z.array(z.strictObject({ id: z.string(), name: Text, tactic: Text, about: Text })),
    events: z.array(Occurrence),
  }),
  next: z.array(
    z.strictObject({
      step: Text,
      log: z.string().describe('The log line that would show it: service:Action'),
      seen: z.number().describe('How often it was done since by this actor, or the IAM user that the finding is about'),
      refused: z.number().describe('How often AWS refused it to these since'),
    }),
  ),
  do: z.array(
    z.strictObject({ phase: z.string(), sentence: Text, run: z.string().optional(), check: z.string().optional() }),
  ),
});
export type Answers = z.infer<typeof Answers>;
