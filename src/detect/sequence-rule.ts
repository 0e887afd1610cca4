import { z } from 'zod';
import { issuesText } from '#kernel';
import { problemAt, type Described, type RuleProblem } from '#sigma';
import { writtenAs } from './written-as.ts';

const Threshold = z.strictObject({ is: z.number().int().min(1), why: z.string().min(1) });

const Block = z.strictObject({
  of: z.enum(['credentials', 'data']),
  thresholds: z.strictObject({
    /** Tactics of different kinds, beside a sign that somebody else holds the credentials. */
    tactics: Threshold,
    /** The same without such a sign, and deeds that are bad by themselves. */
    tacticsAlone: Threshold,
    gravesAlone: Threshold,
    /** Kinds of destroying deeds, backups among them, that make an attack without anything before them. */
    destroyed: Threshold,
  }),
});

/** A detection of one actor's steps over a day: what they are about, and how many make an attack. */
export interface SequenceRule extends Described {
  readonly sequence: z.infer<typeof Block>['of'];
  readonly thresholds: Readonly<Record<keyof z.infer<typeof Block>['thresholds'], number>>;
}

/** Rules over sequences that can be asked; what is wrong with the others is added to the problems. */
export function readSequenceRules(described: readonly Described[], problems: RuleProblem[]): SequenceRule[] {
  return described.flatMap((one) => {
    const block = Block.safeParse(one.extra['sequence']);
    if (block.success) {
      const { of, thresholds } = block.data;
      const { tactics, tacticsAlone, gravesAlone, destroyed } = thresholds;
      const figures = {
        tactics: tactics.is,
        tacticsAlone: tacticsAlone.is,
        gravesAlone: gravesAlone.is,
        destroyed: destroyed.is,
      };
      return [{ ...one, sequence: of, thresholds: figures }];
    }
    const why = issuesText(block.error, { whole: { en: 'sequence', ja: 'sequence' } });
    const sentence = {
      en: `The sequence "${one.title}" cannot be used: ${why.en}.`,
      ja: `sequence「${one.title}」を使えません（${why.ja}）。`,
    };
    problems.push(problemAt(one, { sentence, remedy: writtenAs('attack-sequence-compromised-credentials.yml') }));
    return [];
  });
}
