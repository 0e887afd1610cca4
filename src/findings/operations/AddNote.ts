import { z } from 'zod';
import { operation } from '#aws';
import { addNote, Note } from '../notes.ts';
import type { FindingsContext } from '../record.ts';

export default operation<FindingsContext>()({
  name: 'AddNote',
  about: 'Writes a note on a finding.',
  input: z.strictObject({ finding: z.string().min(1).max(64), text: z.string().trim().min(1).max(10_000) }),
  output: Note,
  handle: ({ finding, text }, context, { caller }) => addNote(finding, text, caller.name, context),
});
