import { z } from 'zod';
import { operation, type Call } from '#aws';
import type { Moment } from '../content.ts';
import type { Authz, AuthzContext } from '../context.ts';
import { decisionOf, Time } from '../decided.ts';
import { explain } from '../engine/explain.ts';
import { Explained, explained } from '../explained.ts';
import { readKeptQuestion } from '../kept-question.ts';
import { storeOf } from '../policy-stores.ts';
import { askedOf, questionMembers, readQuestion, type Question } from '../question.ts';

export default operation<AuthzContext>()({
  name: 'ExplainDecision',
  about:
    'Why a policy store decides as it does: which policies mattered or nearly did, and which clause failed on what.',
  input: z.strictObject({
    ...questionMembers,
    revision: z.number().int().min(0).optional().describe('Decides as the policy store was at this revision'),
    at: Time.optional().describe('Decides as the policy store was at this time'),
    decisionId: z.string().optional().describe('A decision of the decision log, in place of a question'),
    near: z.number().int().min(0).max(50).default(5).describe('Policies that nearly mattered, at most'),
  }),
  output: Explained,
  async handle({ near, revision, at, decisionId, ...question }, context, call) {
    const moment = { revision, at };
    const { set, request } =
      decisionId === undefined
        ? await asked(question, moment, context.authz, call)
        : await logged(question.policyStoreId, decisionId, { moment, context, call });
    return explained(explain(set, request, near));
  },
});

async function asked(question: Question, moment: Moment, authz: Authz, { caller }: Call) {
  const request = readQuestion(question);
  const ready = await authz.ready.asOf(request.policyStoreId, caller.account, moment);
  return { set: ready.set, request: await askedOf(request, ready, authz) };
}

interface Logged {
  readonly moment: Moment;
  readonly context: AuthzContext;
  readonly call: Call;
}

/** A question of the decision log, by the revision of its time unless another moment is asked for. */
async function logged(policyStoreId: string, decisionId: string, { moment, context, call }: Logged) {
  const { id, account } = await storeOf({ policyStoreId }, call, context);
  const kept = await decisionOf(id, decisionId, context);
  const then = moment.revision === undefined && moment.at === undefined ? { revision: kept.revision } : moment;
  const { set } = await context.authz.ready.asOf(id, account, then);
  return { set, request: readKeptQuestion(kept.question, set) };
}
