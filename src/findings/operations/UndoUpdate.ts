import { z } from 'zod';
import { operation } from '#aws';
import type { FindingsContext } from '../record.ts';
import { undo } from '../update.ts';

export default operation<FindingsContext>()({
  name: 'UndoUpdate',
  about: 'Makes findings what they were before an update of the same caller.',
  input: z.strictObject({ undo: z.string().min(1).max(64) }),
  output: z.strictObject({ updated: z.number().int() }),
  handle: (input, context, { caller }) => undo(input.undo, caller.name, context),
});
