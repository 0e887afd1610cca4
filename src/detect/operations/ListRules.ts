import { z } from 'zod';
import { Level } from '#attack';
import { operation } from '#aws';
import { Text } from '#kernel';
import type { Claimed } from '../book.ts';
import { noTally, ruleTallies, RuleTally } from '#findings';
import type { DetectContext } from '../context.ts';
import { inShort } from '../in-short.ts';
import type { RulesInForce } from '../in-force.ts';
import { recentHits } from '../recent-hits.ts';

export const RuleLine = z.strictObject({
  id: z.string(),
  file: z.string(),
  type: z.string(),
  title: Text,
  level: Level,
  tactics: z.array(z.string()),
  techniques: z.array(z.string()),
  own: z.boolean().describe('True for the rules that come with Yagura'),
  written: z.boolean().describe('True for the rules that were written on the page'),
  on: z.boolean().describe('False for a rule that somebody switched off'),
  sees: Text.describe('What the rule sees, in one sentence'),
  why: Text.optional().describe('What it means, in one sentence; rules from elsewhere often do not say'),
  tally: RuleTally,
  recent: z.number().describe('How often it fired in the 30 days that end with the newest event'),
});
export type RuleLine = z.infer<typeof RuleLine>;

export const RuleList = z.strictObject({
  rules: z.array(RuleLine),
  problems: z.array(
    z.strictObject({
      file: z.string(),
      line: z.number(),
      sentence: z.string(),
      remedy: z.string(),
      ja: z.strictObject({ sentence: z.string(), remedy: z.string() }).describe('The same in Japanese'),
    }),
  ),
});

/** What came of a rule. */
export interface CameOf {
  readonly tally: RuleTally | undefined;
  readonly recent: number | undefined;
}

export const lineOf = (claimed: Claimed, { tally, recent }: CameOf, inForce: RulesInForce): RuleLine => ({
  id: claimed.id,
  file: claimed.rule.file,
  type: claimed.type,
  title: claimed.title,
  level: claimed.severity,
  tactics: [...claimed.tactics],
  techniques: [...claimed.techniques],
  own: claimed.own,
  written: inForce.isWritten(claimed.id),
  on: inForce.isOn(claimed.id),
  ...inShort(claimed),
  recent: recent ?? 0,
  tally: tally ?? noTally,
});

export default operation<DetectContext>()({
  name: 'ListRules',
  about: 'Every rule that there is, whether it is on, what came of it; and those that cannot be used, with why.',
  input: z.strictObject({}),
  output: RuleList,
  async handle(_, { inForce, store, lake }) {
    const { all, problems } = inForce.book;
    const [tallies, hits] = [await ruleTallies(store), await recentHits(inForce.sources, lake)];
    return {
      rules: all
        .filter(({ type }) => type !== '')
        .map((claimed) => lineOf(claimed, { tally: tallies.get(claimed.id), recent: hits.get(claimed.id) }, inForce)),
      problems: problems.map(({ file, line, sentence, remedy, ja }) => ({ file, line, sentence, remedy, ja })),
    };
  },
});
