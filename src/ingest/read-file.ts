import type { Content } from './content.ts';
import { FileCounts } from './file-counts.ts';
import type { Filling } from './filling.ts';
import type { Continuation } from './growth.ts';
import { notRecognised, open, type Opened } from './opening.ts';
import { readInPieces, type FileInHand } from './read-pieces.ts';
import { emptyFile } from './refusal.ts';
import { headBytes, unpack, type Member } from './unpack.ts';

/** A file that is to be read. */
export interface FileToRead {
  /** What messages and the ledger call it. */
  readonly path: string;
  readonly identity: string;
  readonly content: Content;
  readonly after: Continuation | undefined;
}

/** Reads a file, with every file that it holds, into batches. */
export async function readFile({ path, identity, content, after }: FileToRead, into: Filling): Promise<void> {
  const start = { identity, path, size: content.size };
  const counts = new FileCounts();
  await readMembers(into.parts.advance.through(content), { start, counts, after }, into);
  into.parts.advance.end(content.size);
  await into.end(counts.end(start, counts.recognised === 0 ? 'refused' : 'done'));
}

async function readMembers(content: Content, file: FileInHand, into: Filling): Promise<void> {
  const { sources, tally } = into.parts;
  try {
    for await (const member of members(content, file, into)) {
      file.counts.members += 1;
      if (member.broken !== undefined) {
        tally.trouble(member.name, member.broken);
        continue;
      }
      const name = member.ordinal === 0 ? file.start.identity : `${file.start.identity}#${member.ordinal}`;
      await using opened = await open(member, name, into.parts);
      if (opened === undefined) into.refuse(notRecognised(member, name, sources));
      else if ('leftOut' in opened) leaveOut(opened.leftOut, member, file, into);
      else await readMember(opened, file, into);
    }
    if (file.counts.members === 0) throw emptyFile();
  } catch (error) {
    tally.trouble(file.start.path, error);
  }
}

function members(content: Content, { after }: FileInHand, into: Filling): AsyncIterable<Member> {
  return after === undefined ? unpack(content, into.parts.limits, into.parts.spool) : rest(content, after);
}

/** What was appended to a file, under the head that the whole has. */
async function* rest(content: Content, after: Continuation): AsyncGenerator<Member> {
  const head = await content.slice(0, headBytes);
  yield { name: content.name, ordinal: 0, head, content, bytes: content.chunks(after.bytes) };
}

async function readMember(opened: Opened, file: FileInHand, into: Filling): Promise<void> {
  file.counts.recognised += 1;
  await readInPieces(opened, file, into);
}

function leaveOut(why: string, member: Member, { counts }: FileInHand, into: Filling): void {
  counts.recognised += 1;
  into.parts.tally.note(`${member.name}: ${why}`);
}
