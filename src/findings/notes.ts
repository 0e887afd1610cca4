import { z } from 'zod';
import { Fault, randomId } from '#kernel';
import { Time } from './finding.ts';
import { isoOf } from './row.ts';
import type { FindingsContext } from './record.ts';
import { rowWithId } from './rows-by-id.ts';
import type { FindingTables } from './tables.ts';

/** What somebody wrote down about a finding. */
export const Note = z.strictObject({ id: z.string(), at: Time, by: z.string(), text: z.string() });
export type Note = z.infer<typeof Note>;

/** Writes a note. Throws `NotFound` for a finding that is not there. */
export async function addNote(finding: string, text: string, by: string, context: FindingsContext): Promise<Note> {
  if ((await rowWithId(finding, context.store)) === undefined)
    throw new Fault('NotFound', {
      en: `There is no finding ${finding}. Open the list of findings.`,
      ja: `検出結果 ${finding} はありません。検出結果の一覧を開いてください。`,
    });
  const note = { id: randomId(), at: context.clock.now().getTime(), by, text };
  await notesIn(context)
    .insertInto('finding_notes')
    .values({ ...note, finding })
    .execute();
  return { ...note, at: isoOf(note.at) };
}

/** Deletes a note of one's own. Throws `NotFound` for one that is not there or somebody else's. */
export async function deleteNote(id: string, by: string, context: FindingsContext): Promise<void> {
  const gone = await notesIn(context)
    .deleteFrom('finding_notes')
    .where('id', '=', id)
    .where('by', '=', by)
    .returning('id')
    .executeTakeFirst();
  if (gone === undefined)
    throw new Fault('NotFound', {
      en: 'This note is not there any more, or somebody else wrote it.',
      ja: 'このメモはすでにないか、ほかの人が書いたものです。',
    });
}

/** The notes on a finding, oldest first. */
export async function notesOf(finding: string, context: Pick<FindingsContext, 'store'>): Promise<Note[]> {
  const rows = await notesIn(context)
    .selectFrom('finding_notes')
    .select(['id', 'at', 'by', 'text'])
    .where('finding', '=', finding)
    .orderBy('at')
    .orderBy('id')
    .limit(1000)
    .execute();
  return rows.map((row) => ({ ...row, at: isoOf(row.at) }));
}

const notesIn = ({ store }: Pick<FindingsContext, 'store'>) => store.db.withTables<FindingTables>();
