import { z } from 'zod';
import { operation, type Caller } from '#aws';
import { Finding, findingSeen, judgedOf, Occurrence, occurrencesOf, ownAccount, Step, stepsOf } from '#findings';
import type { Lake } from '#lake';
import type { Store } from '#store';
import { Answers } from '../answers.ts';
import { explain, type Explaining } from '../explain.ts';
import { noSurroundings, type Surroundings } from '../surroundings.ts';

export interface InvestigateContext extends Explaining {
  readonly lake: Lake;
  readonly store: Store;
  /** What people call the files that delivered events, by their identity. */
  readonly pathsOf: (identities: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

const shown = 20;

export const FindingDetail = z.strictObject({
  finding: Finding,
  answers: Answers,
  occurrences: z.array(Occurrence).describe('The newest, at most 20'),
  more: z.number().int().describe('Occurrences that are not shown'),
  steps: z.array(Step).describe('Of an attack sequence: the findings that it is made of, oldest first'),
});

export default operation<InvestigateContext>()({
  name: 'GetFinding',
  about: 'One finding with its five answers (who, why, how, next, do) and its newest events.',
  input: z.strictObject({ id: z.string().min(1).max(64) }),
  output: FindingDetail,
  async handle({ id }, context, { caller }) {
    const finding = await findingSeen(id, caller, context.store);
    const occurrences = await named(await occurrencesOf(id, { limit: shown, offset: 0 }, context.lake), context);
    const judged = (await judgedOf(context.store, [finding.rule])).get(finding.rule);
    const surroundings = surroundingsFor(caller, context);
    const answers = await explain(finding, occurrences, { ...context, surroundings, judged });
    const more = Math.max(0, finding.count - occurrences.length);
    return { finding, answers, occurrences, more, steps: await stepsSeen(finding, caller, context) };
  },
});

async function stepsSeen(finding: Finding, caller: Caller, context: InvestigateContext): Promise<Step[]> {
  const own = ownAccount(caller);
  const steps = await stepsOf(finding, context);
  return steps
    .filter(({ account }) => (own ?? account) === account)
    .map(({ id, title, severity }) => ({ id, title, severity }));
}

/** What the actor did elsewhere is not told to those who see one account alone. */
const surroundingsFor = (caller: Caller, { surroundings }: Explaining): Surroundings =>
  ownAccount(caller) === undefined
    ? surroundings
    : { ...noSurroundings, measured: (finding) => surroundings.measured(finding) };

async function named(found: readonly Occurrence[], { pathsOf }: InvestigateContext): Promise<Occurrence[]> {
  const paths = await pathsOf([...new Set(found.map(({ file }) => file))]);
  return found.map((one) => ({ ...one, file: paths.get(one.file) ?? one.file }));
}
