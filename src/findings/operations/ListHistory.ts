import { z } from 'zod';
import { operation } from '#aws';
import { Change, historyOf } from '../history.ts';
import { Note, notesOf } from '../notes.ts';
import { findingSeen, ownAccount } from '../own-account.ts';
import type { FindingsContext } from '../record.ts';

export default operation<FindingsContext>()({
  name: 'ListHistory',
  about: 'What people made of a finding: notes, verdicts, when it was archived and brought back; oldest first.',
  input: z.strictObject({ finding: z.string().min(1).max(64) }),
  output: z.strictObject({ changes: z.array(Change), notes: z.array(Note) }),
  async handle({ finding }, context, { caller }) {
    if (ownAccount(caller) !== undefined) await findingSeen(finding, caller, context.store);
    const [changes, notes] = await Promise.all([historyOf(finding, context.lake), notesOf(finding, context)]);
    return { changes, notes };
  },
});
