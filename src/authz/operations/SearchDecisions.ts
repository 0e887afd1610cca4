import { z } from 'zod';
import { operation } from '#aws';
import type { AuthzContext } from '../context.ts';
import { DecisionFilter, decisionsOf } from '../decided.ts';
import { shownColumns, ShownDecision } from '../decision-rows.ts';
import { storeOf } from '../policy-stores.ts';

const Place = z.strictObject({ time: z.iso.datetime(), id: z.string() });

export default operation<AuthzContext>()({
  name: 'SearchDecisions',
  about: 'The decision log of a policy store, newest first: who, what, on what, decided how and by which policies.',
  input: z.strictObject({
    policyStoreId: z.string(),
    ...DecisionFilter,
    limit: z.number().int().min(1).max(1_000).default(100),
    before: Place.optional().describe('The `next` of the answer before'),
  }),
  output: z.strictObject({ decisions: z.array(ShownDecision), next: Place.optional() }),
  async handle({ policyStoreId, limit, before, ...filter }, context, call) {
    const { id: store } = await storeOf({ policyStoreId }, call, context);
    const rows = await decisionsOf({ store, filter, before, limit: limit + 1 }, shownColumns, context);
    const decisions = z.array(ShownDecision).parse(rows.slice(0, limit));
    const last = rows.length > limit ? decisions.at(-1) : undefined;
    return { decisions, ...(last === undefined ? {} : { next: { time: last.time, id: last.id } }) };
  },
});
