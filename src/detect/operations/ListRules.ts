import { z } from 'zod';
import { Level } from '#attack';
import { operation } from '#aws';
import { Text } from '#kernel';
import type { Claimed } from '../book.ts';
import type { DetectContext } from '../context.ts';

export const RuleLine = z.strictObject({
  id: z.string(),
  file: z.string(),
  type: z.string(),
  title: Text,
  level: Level,
  tactics: z.array(z.string()),
  techniques: z.array(z.string()),
  own: z.boolean().describe('True for the rules that come with Yagura'),
});
export type RuleLine = z.infer<typeof RuleLine>;

export const RuleList = z.strictObject({
  rules: z.array(RuleLine),
  problems: z.array(z.strictObject({ file: z.string(), line: z.number(), sentence: z.string(), remedy: z.string() })),
});

export const lineOf = (claimed: Claimed): RuleLine => ({
  id: claimed.id,
  file: claimed.rule.file,
  type: claimed.type,
  title: claimed.title,
  level: claimed.severity,
  tactics: [...claimed.tactics],
  techniques: [...claimed.techniques],
  own: claimed.own,
});

export default operation<DetectContext>()({
  name: 'ListRules',
  about: 'Every rule that is in force, and those that cannot be used, with why.',
  input: z.strictObject({}),
  output: RuleList,
  handle: (_, { book }) =>
    Promise.resolve({
      rules: book.all.filter(({ type }) => type !== '').map(lineOf),
      problems: book.problems.map(({ file, line, sentence, remedy }) => ({ file, line, sentence, remedy })),
    }),
});
