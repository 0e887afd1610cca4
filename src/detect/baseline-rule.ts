import { z } from 'zod';
import { study, studyNames, type Question, type StudyName } from '#baselines';
import { issuesText, type Text } from '#kernel';
import { problemAt, type Described, type RuleProblem } from '#sigma';
import { writtenAs } from './written-as.ts';

/** A figure that a study decides by, and why it is this one. */
const Threshold = z.strictObject({ is: z.number(), why: z.string().min(1) });

const Block = z.strictObject({
  of: z.enum(studyNames),
  about: z.string().min(1),
  thresholds: z.record(z.string(), Threshold).default({}),
});

/** A detection by what is usual: which study, which of its answers, and the figures that it decides by. */
export interface BaselineRule extends Described, z.infer<typeof Block> {
  readonly of: StudyName;
}

/** Rules over baselines that can be asked; what is wrong with the others is added to the problems. */
export function readBaselineRules(described: readonly Described[], problems: RuleProblem[]): BaselineRule[] {
  return described.flatMap((one) => {
    const block = Block.safeParse(one.extra['baseline']);
    const wrong = block.success
      ? troubleOf(block.data)
      : issuesText(block.error, { whole: { en: 'baseline', ja: 'baseline' } });
    if (block.success && wrong === undefined) return [{ ...one, ...block.data }];
    const sentence = {
      en: `The baseline "${one.title}" cannot be used: ${wrong?.en ?? ''}.`,
      ja: `baseline「${one.title}」を使えません（${wrong?.ja ?? ''}）。`,
    };
    problems.push(problemAt(one, { sentence, remedy: writtenAs('persistence-anomalous-behavior.yml') }));
    return [];
  });
}

function troubleOf({ of, about, thresholds }: z.infer<typeof Block>): Text | undefined {
  const { about: known, thresholds: wanted } = study(of);
  if (!known.includes(about))
    return {
      en: `${of} says nothing about ${about}; it knows ${known.join(', ')}`,
      ja: `${of} に ${about} という項目はありません。使えるのは ${known.join('、')} です`,
    };
  const missing = wanted.find((name) => !(name in thresholds));
  if (missing !== undefined) return { en: `it lacks the threshold ${missing}`, ja: `しきい値 ${missing} がありません` };
  const idle = Object.keys(thresholds).find((name) => !wanted.includes(name));
  if (idle === undefined) return undefined;
  return {
    en: `it declares the threshold ${idle}, which ${of} does not ask for`,
    ja: `しきい値 ${idle} がありますが、${of} では使いません`,
  };
}

/** What a rule asks its study. */
export const questionOf = ({ about, thresholds }: BaselineRule): Question => ({
  about,
  threshold: (name) => thresholds[name]?.is ?? Number.POSITIVE_INFINITY,
});
