import { z } from 'zod';
import { study, studyNames, type Question, type StudyName } from '#baselines';
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
    const wrong = block.success ? troubleOf(block.data) : (block.error.issues[0]?.message ?? 'it has another form');
    if (block.success && wrong === undefined) return [{ ...one, ...block.data }];
    const sentence = {
      en: `The baseline "${one.title}" cannot be used: ${wrong ?? ''}.`,
      ja: `baseline「${one.title}」を使えません（${wrong ?? ''}）。`,
    };
    problems.push(problemAt(one, { sentence, remedy: writtenAs('persistence-anomalous-behavior.yml') }));
    return [];
  });
}

function troubleOf({ of, about, thresholds }: z.infer<typeof Block>): string | undefined {
  const { about: known, thresholds: wanted } = study(of);
  if (!known.includes(about)) return `${of} says nothing about ${about}; it knows ${known.join(', ')}`;
  const missing = wanted.find((name) => !(name in thresholds));
  if (missing !== undefined) return `it lacks the threshold ${missing}`;
  const idle = Object.keys(thresholds).find((name) => !wanted.includes(name));
  return idle === undefined ? undefined : `it declares the threshold ${idle}, which ${of} does not ask for`;
}

/** What a rule asks its study. */
export const questionOf = ({ about, thresholds }: BaselineRule): Question => ({
  about,
  threshold: (name) => thresholds[name]?.is ?? Number.POSITIVE_INFINITY,
});
