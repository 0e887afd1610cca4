import { z } from 'zod';
import { Guide, placeInWords, placesOf } from '#attack';
import { operation } from '#aws';
import { Text } from '#kernel';
import { ruleTallies } from '#findings';
import { claimedIn } from '../book.ts';
import type { DetectContext } from '../context.ts';
import { recentDays } from '../recent-hits.ts';
import { lineOf, RuleLine } from './ListRules.ts';

export const RuleDetail = RuleLine.extend({
  description: z.string(),
  explain: Guide.shape.explain.optional(),
  respond: Guide.shape.respond.optional(),
  places: z
    .array(z.strictObject({ path: z.string(), name: Text }))
    .describe('What an event fills into the commands of `respond`, in words: `{{path}}` stands there'),
  gaps: Text.optional(),
  windowed: z.boolean().describe('True for a rule over many events, which is asked after each import'),
  days: z
    .array(z.strictObject({ day: z.iso.date(), count: z.number() }))
    .describe('How often it fired on each of the 30 days that end with the newest event; days without are left out'),
  tests: z.number().int().describe('How many tests stand in the rule'),
  line: z.number().int(),
  source: z.string().describe('The file of the rule as it was written'),
});
export type RuleDetail = z.infer<typeof RuleDetail>;

export default operation<DetectContext>()({
  name: 'GetRule',
  about: 'One rule: what it sees, why it matters, what it cannot see.',
  input: z.strictObject({ id: z.string().min(1).max(200) }),
  output: RuleDetail,
  async handle({ id }, { inForce, store, lake }) {
    const { book } = inForce;
    const claimed = claimedIn(book, id);
    const { guide, rule } = claimed;
    const [tallies, days] = [await ruleTallies(store, id), await recentDays(id, inForce.sources, lake)];
    const recent = days.reduce((sum, { count }) => sum + count, 0);
    return {
      ...lineOf(claimed, { tally: tallies.get(id), recent }, inForce),
      windowed: !('detection' in rule || 'about' in rule),
      days,
      description: rule.description ?? '',
      ...(guide === undefined ? {} : { explain: guide.explain, respond: guide.respond }),
      places: placesIn(guide?.respond ?? []),
      ...(guide?.gaps === undefined ? {} : { gaps: guide.gaps }),
      tests: guide?.tests.length ?? 0,
      line: rule.line,
      source: book.textOf(rule.file),
    };
  },
});

/** Every place of these commands, once. */
const placesIn = (steps: Guide['respond']): RuleDetail['places'] =>
  placesOf(steps.map(({ run = '', check = '' }) => `${run}\n${check}`).join('\n')).map((path) => ({
    path,
    name: placeInWords(path),
  }));
