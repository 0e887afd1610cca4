import type { Content } from './content.ts';
import { FileCounts } from './file-counts.ts';
import type { Fetched } from './fetching.ts';
import type { Continuation } from './growth.ts';
import type { ImportRun } from './import-run.ts';
import { notRecognised, open, type Opened } from './opening.ts';
import { readInPieces, type FileInHand } from './read-pieces.ts';
import { emptyFile } from './refusal.ts';
import { headBytes, unpack, type Member } from './unpack.ts';

/** Reads a file, with every file that it holds, into the batches of a run. */
export async function readFile(fetched: Fetched, after: Continuation | undefined, run: ImportRun): Promise<void> {
  const { incoming, identity, spooled } = fetched;
  const content = run.advance.through(spooled.content);
  const start = { identity, path: incoming.name, size: content.size };
  const file: FileInHand = { start, counts: new FileCounts(), fetched, after };
  await readMembers(content, file, run);
  run.advance.end(content.size);
  const spoilt = await spooled.spoilt?.();
  if (spoilt !== undefined) return await run.forsake(start, spoilt);
  const { counts } = file;
  const nothing = counts.recognised === 0;
  if (nothing) run.tally.filesRefused += 1;
  else run.tally.filesRead += 1;
  await run.end(counts.end(start, nothing ? 'refused' : 'done'), incoming.mark);
}

async function readMembers(content: Content, file: FileInHand, run: ImportRun): Promise<void> {
  const desk = { sources: run.context.sources, limits: run.limits, spool: run.spool };
  try {
    for await (const member of members(content, file, run)) {
      file.counts.members += 1;
      if (member.broken !== undefined) {
        run.tally.trouble(member.name, member.broken);
        continue;
      }
      const name = member.ordinal === 0 ? file.start.identity : `${file.start.identity}#${member.ordinal}`;
      await using opened = await open(member, name, desk);
      if (opened === undefined) run.refuse(notRecognised(member, name, run.context.sources));
      else if ('leftOut' in opened) leaveOut(opened.leftOut, member, file, run);
      else await readMember(opened, file, run);
    }
    if (file.counts.members === 0) throw emptyFile(file.start.path);
  } catch (error) {
    run.tally.trouble(file.start.path, error);
  }
}

function members(content: Content, { after }: FileInHand, run: ImportRun): AsyncIterable<Member> {
  return after === undefined ? unpack(content, run.limits, run.spool) : rest(content, after);
}

/** What was appended to a file, under the head that the whole has. */
async function* rest(content: Content, after: Continuation): AsyncGenerator<Member> {
  const head = await content.slice(0, headBytes);
  yield { name: content.name, ordinal: 0, head, content, bytes: content.chunks(after.bytes) };
}

async function readMember(opened: Opened, file: FileInHand, run: ImportRun): Promise<void> {
  file.counts.recognised += 1;
  await readInPieces(opened, file, run);
}

function leaveOut(why: string, member: Member, { counts }: FileInHand, run: ImportRun): void {
  counts.recognised += 1;
  run.tally.note(`${member.name}: ${why}`);
}
