import { dayLength, hourLength, minute, tokyoMidnight } from '../clock-of-work.ts';
import type { Plan } from '../stage.ts';
import { bucketRansom } from './bucket-ransom.ts';
import { cryptoMining } from './crypto-mining.ts';
import { forgottenPassword, keyRotation, tlsPolicy, trialMachine, vendorVisit } from './honest-work.ts';
import { leakedKey } from './leaked-key.ts';
import { stolenInstanceRole } from './stolen-instance-role.ts';
import { takenMachine } from './taken-machine.ts';
import type { Story } from './story.ts';

/** Every incident that can be told: a new one is a file and a row here. */
export const stories = {
  'leaked-key': leakedKey,
  'stolen-instance-role': stolenInstanceRole,
  'crypto-mining': cryptoMining,
  'bucket-ransom': bucketRansom,
  'taken-machine': takenMachine,
} as const satisfies Record<string, Story>;

export type StoryName = keyof typeof stories;
export const storyNames = [
  'leaked-key',
  'stolen-instance-role',
  'crypto-mining',
  'bucket-ransom',
  'taken-machine',
] as const;

/** Honest work that looks suspicious; it is part of every simulation. */
export const honestWork = {
  'vendor visit': vendorVisit,
  'key rotation': keyRotation,
  'policy for TLS': tlsPolicy,
  'forgotten password': forgottenPassword,
  'trial machine': trialMachine,
} as const satisfies Record<string, Story>;

const longestStory = 8 * hourLength;

/** When a story begins: so many days before the end, at its hour in Tokyo; squeezed into a short simulation. */
export function beginning(story: Story, plan: Plan): number {
  const span = plan.until - plan.start;
  const before = Math.min(story.daysBefore * dayLength, (span * story.daysBefore) / 15);
  const wanted = tokyoMidnight(plan.until - before) + story.startsAt * minute;
  return Math.max(plan.start + 10 * minute, Math.min(wanted, plan.until - longestStory));
}
