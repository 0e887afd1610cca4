import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { operation } from '#aws';
import { ContentChange } from '../content-changes.ts';
import type { AuthzContext } from '../context.ts';
import { DecisionFilter } from '../decided.ts';
import { storeOf } from '../policy-stores.ts';
import { replay, Replayed } from '../replay.ts';
import { invalid } from '../verified-permissions.ts';

export default operation<AuthzContext>()({
  name: 'ReplayDecisions',
  about:
    'Asks past questions of the decision log anew, of changed policies or of another revision: which come out otherwise.',
  input: z.strictObject({
    policyStoreId: z.string(),
    changes: z
      .array(ContentChange)
      .max(10_000)
      .optional()
      .describe('Made to the policies in force, for the replay alone'),
    revision: z.number().int().min(0).optional().describe('Replays on this revision instead'),
    ...DecisionFilter,
    most: z.number().int().min(1).max(1_000_000).default(100_000).describe('The newest so many decisions'),
    shown: z.number().int().min(0).max(1_000).default(100).describe('Changed decisions that the answer shows'),
  }),
  output: Replayed,
  async handle({ policyStoreId, changes = [], revision, most, shown, ...filter }, context, call) {
    if (changes.length > 0 && revision !== undefined)
      throw invalid('revision', {
        en: 'give either changes or a revision',
        ja: 'changes と revision はどちらか一方だけを指定してください',
      });
    const { id, account } = await storeOf({ policyStoreId }, call, context);
    const { ready } = context.authz;
    const present = await ready.asOf(id, account, { revision });
    const { set } = changes.length === 0 ? present : await ready.tried(present, changes);
    return replay({ store: id, filter, most, shown, set, rest: () => setImmediate() }, context);
  },
});
