import { isUtf8 } from 'node:buffer';
import { Fault, sentenceOf } from '#kernel';
import type { LinesTaken } from '#lake';
import type { Bulk, Source } from '#sources';
import { onDisk } from './content.ts';
import { quarantined } from './delivery.ts';
import type { ImportRun } from './import-run.ts';
import type { Opened } from './opening.ts';
import { readInPieces, type FileInHand } from './read-pieces.ts';
import { readHead } from './reading.ts';
import { reasonOf, type Refusal } from './refusal.ts';
import { spoolLines, type SpooledLines } from './spool-lines.ts';
import { eventTables, quarantine } from './tables.ts';

/** A file of lines that the engine can parse by itself. */
export interface BulkFile {
  readonly opened: Opened;
  readonly bulk: Bulk;
  readonly columns: readonly string[];
}

/** A load in bulk costs some statements; below this size reading line by line is over sooner. */
const worthwhileBytes = 256 * 1024;

/** The file as one for the engine, or undefined when it must be read line by line. */
export function bulkOf(opened: Opened, { start, after }: FileInHand): BulkFile | undefined {
  const { bulk } = opened.source;
  if (bulk === undefined || opened.framing !== 'lines' || after !== undefined) return undefined;
  const alone = opened.path === start.path; // not a member of an archive
  if (!alone || start.size < worthwhileBytes || opened.sample.bytes[0] === 0xef) return undefined;
  const columns = bulk.columnsOf(opened.sample);
  return columns === undefined ? undefined : { opened, bulk, columns };
}

/**
 * Loads a file of lines with one statement of the engine, while the run goes on to the next file. Where the engine
 * and the reader of the source do not agree on a line (a header in the middle changed the columns), what was loaded
 * is taken out, and the file is read line by line.
 */
export async function loadInBulk(file: BulkFile, inHand: FileInHand, run: ImportRun): Promise<void> {
  const lines = await spoolLines(file, run);
  if (lines.cutOff !== undefined) run.tally.problem(`${inHand.start.path}: ${sentenceOf(lines.cutOff)}.`);
  const byLine = (): void => run.again(() => readByLine(file, lines, inHand, run));
  await run.flush(); // what came before is acknowledged before
  if (lines.longest > run.limits.recordBytes) byLine();
  else await run.line.run(async () => ((await load(file, lines, inHand, run)) ? lines.remove() : byLine()));
}

/** False when the file must be read line by line after all. */
async function load(file: BulkFile, lines: SpooledLines, inHand: FileInHand, run: ImportRun): Promise<boolean> {
  const { start, counts, fetched } = inHand;
  const { source } = file.opened;
  const { lake, detector, clock } = run.context;
  const table = eventTables[source.table];
  await run.ledger.start([start]);
  const parse = { select: file.bulk.select(file.columns), valid: file.bulk.valid(file.columns) };
  const taken = await lake.appendLines(table, lines.path, parse, { source: source.name, file: start.identity });
  const refused = refusalsOf(taken, file);
  if (refused === undefined) {
    await run.clear([start.identity]);
    return false;
  }
  await lake.append(
    quarantine,
    refused.map((refusal) => quarantined(refusal, clock)),
  );
  await detector.sweep(source.table, source.name, start.identity);
  counts.count(source.name, taken.taken, refused.length);
  const span = await spanOf(source, start.identity, run);
  if (span !== undefined) counts.span(span.first, span.last);
  run.tally.refuse(refused);
  await run.acknowledge(counts.end(start, 'done'), taken.taken, fetched.incoming.mark);
  return true;
}

async function spanOf(
  source: Source,
  file: string,
  run: ImportRun,
): Promise<{ first: number; last: number } | undefined> {
  const [span] = await run.context.lake.rows<{ rows: number; first: number; last: number }>(
    `SELECT count() AS rows, toUnixTimestamp64Milli(min(time)) AS first, toUnixTimestamp64Milli(max(time)) AS last
     FROM ${eventTables[source.table].name} WHERE source = {source:String} AND file = {file:String}`,
    { source: source.name, file },
  );
  return span === undefined || span.rows === 0 ? undefined : span;
}

/** Why the reader of the source refuses the lines that the engine refused; undefined when it does not. */
function refusalsOf(taken: LinesTaken, { opened, bulk, columns }: BulkFile): Refusal[] | undefined {
  if (taken.refusedTotal > taken.refused.length) return undefined;
  const refusals: Refusal[] = [];
  for (const { line, text } of taken.refused) {
    if (bulk.isHeader(text)) {
      if (bulk.parseHeader(text).join(' ') !== columns.join(' ')) return undefined;
      continue;
    }
    const error = refusedBy(opened, text);
    if (error === undefined) return undefined;
    const { file, path, head, source, framing } = opened;
    const where = { file, path, line, position: line, source: source.name, framing, head };
    refusals.push({ ...where, ...reasonOf(error), text, size: Buffer.byteLength(text) });
  }
  return refusals;
}

function refusedBy({ source, head }: Opened, line: string): unknown {
  if (!isUtf8(Buffer.from(line)))
    return new Fault(
      'BadInput',
      'This line holds bytes that are not UTF-8. Convert the file to UTF-8 and import it again.',
    );
  const reader = source.reader();
  readHead(reader, head);
  try {
    reader.read(line);
    return undefined;
  } catch (error) {
    return error;
  }
}

async function readByLine(file: BulkFile, lines: SpooledLines, inHand: FileInHand, run: ImportRun): Promise<void> {
  const { start, counts, fetched } = inHand;
  try {
    const bytes = onDisk(start.path, lines.path, lines.size).chunks();
    await readInPieces(
      { ...file.opened, content: undefined, bytes },
      { ...inHand, after: { bytes: 0, lines: 0 } },
      run,
    );
    run.tally.filesRead += 1;
    await run.end(counts.end(start, 'done'), fetched.incoming.mark);
  } finally {
    await run.flush(); // what was read must not wait for a file that is gone
    await lines.remove();
  }
}
