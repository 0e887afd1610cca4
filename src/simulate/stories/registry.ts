import { dayLength, hourLength, minute, tokyoMidnight } from '../clock-of-work.ts';
import type { Plan } from '../stage.ts';
import { leakedKey } from './leaked-key.ts';
import type { Story } from './story.ts';

/** Every story that can be told: a new one is a file and a row here. */
export const stories = {
  'leaked-key': leakedKey,
} as const satisfies Record<string, Story>;

export type StoryName = keyof typeof stories;
export const storyNames: readonly StoryName[] = ['leaked-key'];

const longestStory = 8 * hourLength;

/** When a story begins: so many days before the end, at its hour in Tokyo; squeezed into a short simulation. */
export function beginning(story: Story, plan: Plan): number {
  const span = plan.until - plan.start;
  const before = Math.min(story.daysBefore * dayLength, (span * story.daysBefore) / 15);
  const wanted = tokyoMidnight(plan.until - before) + story.startsAt * minute;
  const latest = plan.until - longestStory;
  return Math.max(plan.start + 10 * minute, Math.min(wanted, latest));
}
