import { isUtf8 } from 'node:buffer';
import { Fault } from '#kernel';
import type { LinesTaken } from '#lake';
import type { BulkLoad, BulkPart } from './bulk-load.ts';
import { clear } from './clearing.ts';
import type { Destination } from './delivery.ts';
import type { FileEnd } from './ledger.ts';
import { readHead } from './reading.ts';
import { reasonOf, type Refusal } from './refusal.ts';
import { eventTables } from './tables.ts';

/** What became of a load. */
export interface Loaded {
  readonly added: number;
  readonly ends: readonly FileEnd[];
  readonly refused: readonly Refusal[];
  /** Files on which the engine and the reader of the source do not agree: nothing of them is in the lake. */
  readonly disagreed: readonly BulkPart[];
}

/**
 * Loads files of lines with one statement of the engine, and lets the detections see them. Where the engine and the
 * reader of the source do not agree on a line (a header in the middle changed the columns), what was loaded of that
 * file is taken out again.
 */
export async function loadLines(load: BulkLoad, to: Destination): Promise<Loaded> {
  const { source, parts } = load;
  const [first] = parts;
  if (first === undefined) return { added: 0, ends: [], refused: [], disagreed: [] };
  const files = parts.map(({ inHand, bytes }) => ({ name: inHand.start.identity, bytes }));
  const takenAt = `fromUnixTimestamp64Milli(${to.clock.now().getTime()}, 'UTC') AS taken_at`;
  const parse = { select: `${first.bulk.select(first.columns)}, ${takenAt}`, valid: first.bulk.valid(first.columns) };
  const lines = { path: await load.path(), files };
  const taken = await to.lake.appendLines(eventTables[source.table], lines, parse, { source: source.name });
  const told = parts.map((part, index) => outcomeOf(part, taken[index]));
  const disagreed = told.flatMap((one) => ('refused' in one ? [] : one.part));
  await clear(
    disagreed.map(({ inHand }) => inHand.start.identity),
    to,
  );
  const agreed = told.flatMap((one) => ('refused' in one ? one : []));
  await sweep(load, agreed, to);
  return {
    added: agreed.reduce((sum, one) => sum + one.taken.taken, 0),
    ends: agreed.map((one) => endOf(one, load)),
    refused: agreed.flatMap(({ refused }) => refused),
    disagreed,
  };
}

interface Agreed {
  readonly part: BulkPart;
  readonly taken: LinesTaken;
  readonly refused: readonly Refusal[];
}

function outcomeOf(part: BulkPart, taken: LinesTaken | undefined): Agreed | { part: BulkPart } {
  const refused = taken === undefined ? undefined : refusalsOf(taken, part);
  return taken === undefined || refused === undefined ? { part } : { part, taken, refused };
}

/** Detections look at the span of time that the files have, and no further. */
async function sweep({ source }: BulkLoad, agreed: readonly Agreed[], { detector }: Destination): Promise<void> {
  const spans = agreed.flatMap(({ taken }) => taken.span ?? []);
  if (spans.length === 0) return;
  await detector.sweep({
    table: source.table,
    source: source.name,
    files: agreed.map(({ part }) => part.inHand.start.identity),
    from: spans.reduce((least, { first }) => Math.min(least, first), Infinity),
    to: spans.reduce((most, { last }) => Math.max(most, last), -Infinity),
  });
}

function endOf({ part, taken, refused }: Agreed, { source }: BulkLoad): FileEnd {
  const { counts, start } = part.inHand;
  counts.count(source.name, taken.taken, refused.length);
  if (taken.span !== undefined) counts.span(taken.span.first, taken.span.last);
  counts.lines = part.ended && part.opened.content !== undefined ? taken.lines : -1;
  return counts.end(start, 'done');
}

/** Why the reader of the source refuses the lines that the engine refused; undefined when it does not. */
function refusalsOf(taken: LinesTaken, { opened, bulk, columns }: BulkPart): Refusal[] | undefined {
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

function refusedBy({ source, head }: BulkPart['opened'], line: string): unknown {
  if (!isUtf8(Buffer.from(line)))
    return new Fault('BadInput', {
      en: 'This line holds bytes that are not UTF-8. Convert the file to UTF-8 and import it again.',
      ja: 'この行には UTF-8 でないバイトがあります。ファイルを UTF-8 に変換して、もう一度取り込んでください。',
    });
  const reader = source.reader();
  readHead(reader, head);
  try {
    reader.read(line);
    return undefined;
  } catch (error) {
    return error;
  }
}
