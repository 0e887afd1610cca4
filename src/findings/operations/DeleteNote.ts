import { z } from 'zod';
import { operation } from '#aws';
import { deleteNote } from '../notes.ts';
import type { FindingsContext } from '../record.ts';

export default operation<FindingsContext>()({
  name: 'DeleteNote',
  about: 'Deletes a note that the caller wrote.',
  input: z.strictObject({ id: z.string().min(1).max(64) }),
  output: z.strictObject({}),
  async handle({ id }, context, { caller }) {
    await deleteNote(id, caller.name, context);
    return {};
  },
});
