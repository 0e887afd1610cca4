import { z } from 'zod';
import { Fault } from '#kernel';
import { answerOf } from './authorize.ts';
import type { AuthzContext } from './context.ts';
import { decisionsOf, type DecisionFilter, type DecisionPlace, type KeptDecision } from './decided.ts';
import { shownColumns, ShownDecision } from './decision-rows.ts';
import type { Decision } from './engine/decision.ts';
import type { PolicySet } from './engine/policy-set.ts';
import { readKeptQuestion } from './kept-question.ts';

const Changed = z.strictObject({
  before: ShownDecision,
  decision: z.string().describe('What it would be'),
  determining: z.array(z.string()),
  errors: z.array(z.string()),
});

/** What became of past questions that were asked anew. */
export const Replayed = z.strictObject({
  asked: z.number().int(),
  same: z.number().int().describe('The decision is the same, perhaps by other policies'),
  allowed: z.number().int().describe('Denied before, allowed now'),
  denied: z.number().int().describe('Allowed before, denied now'),
  uncertain: z.number().int().describe('It comes out otherwise, but its record left something out by a rule'),
  unreadable: z.number().int().describe('The question cannot be asked of these policies'),
  more: z.boolean().describe('There were older decisions than were asked'),
  changed: z.array(Changed).describe('Newest first'),
});
type Replayed = z.infer<typeof Replayed>;

/** Where counting begins. */
export const nothingReplayed = () => ({
  asked: 0,
  same: 0,
  allowed: 0,
  denied: 0,
  uncertain: 0,
  unreadable: 0,
  more: false,
  changed: [],
});

interface Replay {
  readonly store: string;
  readonly filter: z.infer<z.ZodObject<typeof DecisionFilter>>;
  readonly most: number;
  readonly shown: number;
  readonly set: PolicySet;
  /** Lets others have their turn between two pages. */
  readonly rest: () => Promise<unknown>;
}

const page = 500;

/** Asks the newest decisions of a span anew, page by page. */
export async function replay(asked: Replay, context: Pick<AuthzContext, 'lake' | 'authz'>): Promise<Replayed> {
  const { store, filter, most } = asked;
  const done = new Replaying(asked);
  let before: DecisionPlace | undefined;
  for (;;) {
    const limit = Math.min(page, most - done.result.asked + 1);
    const rows = await decisionsOf<KeptDecision>(
      { store, filter, before, limit },
      `${shownColumns}, question`,
      context,
    );
    for (const row of rows) {
      if (done.result.asked === most) return { ...done.result, more: true };
      done.ask(row);
    }
    before = rows.at(-1);
    if (rows.length < limit || before === undefined) return done.result;
    await asked.rest();
  }
}

class Replaying {
  readonly result: Replayed = nothingReplayed();
  private readonly set: PolicySet;
  private readonly shown: number;

  constructor({ set, shown }: Replay) {
    this.set = set;
    this.shown = shown;
  }

  ask({ question, ...before }: KeptDecision): void {
    this.result.asked += 1;
    const decision = this.decide(question);
    if (decision === undefined) this.result.unreadable += 1;
    else if (answerOf(decision).decision === before.decision) this.result.same += 1;
    else this.otherwise(before, decision);
  }

  private decide(question: string): Decision | undefined {
    try {
      return this.set.decide(readKeptQuestion(question, this.set));
    } catch (error) {
      if (error instanceof Fault && error.code === 'BadInput') return undefined;
      throw error;
    }
  }

  private otherwise(before: z.infer<typeof ShownDecision>, decision: Decision): void {
    const answer = answerOf(decision);
    if (before.redacted) this.result.uncertain += 1;
    else if (answer.decision === 'ALLOW') this.result.allowed += 1;
    else this.result.denied += 1;
    if (this.result.changed.length >= this.shown) return;
    this.result.changed.push({
      before,
      decision: answer.decision,
      determining: [...decision.determining],
      errors: answer.errors.map(({ errorDescription }) => errorDescription),
    });
  }
}
