import type { Delivered } from '#detect';
import { Fault, type Text } from '#kernel';
import type { Lake } from '#lake';
import { cutterOf, type Framing, type Source } from '#sources';
import type { IngestContext } from './context.ts';
import { rowOf } from './batch.ts';
import { Refused } from './refused.ts';
import { deliver, readHead } from './reading.ts';
import { eventTables, quarantine } from './tables.ts';

/** Which page of what was refused is asked for: of one file alone when its path is given. */
interface QuarantineAsked {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly path?: string | undefined;
}

/** One page of what was refused, the newest first. Throws `BadInput` for a cursor that no page gave. */
export async function quarantinePage(
  lake: Lake,
  { limit, cursor, path = '' }: QuarantineAsked,
): Promise<{ items: Refused[]; total: number; next?: string }> {
  const after = placeOf(cursor);
  const rows = await lake.rows<Record<'reason' | 'reason_ja' | 'remedy' | 'remedy_ja' | 'id' | 'at', string>>(
    `SELECT time, id, file, path, line, reason, reason_ja, remedy, remedy_ja, source, size, substring(text, 1, 4096) AS text,
            toString(toUnixTimestamp64Milli(time)) AS at
     FROM ${quarantine.name} WHERE ${ofPath} AND (toUnixTimestamp64Milli(time), id) < ({time:Int64}, {id:String})
     ORDER BY time DESC, id DESC LIMIT {limit:UInt32}`,
    { ...after, path, limit: limit + 1 },
  );
  const [counted] = await lake.rows<{ total: number }>(
    `SELECT count() AS total FROM ${quarantine.name} WHERE ${ofPath}`,
    { path },
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const items = page.map((row) =>
    Refused.parse({ ...row, reason: bothOf(row.reason, row.reason_ja), remedy: bothOf(row.remedy, row.remedy_ja) }),
  );
  const next = rows.length > limit && last !== undefined ? { next: `${last.at}-${last.id}` } : {};
  return { items, total: counted?.total ?? 0, ...next };
}

/** A member of an archive stands behind the name of the archive. */
const ofPath = `({path:String} = '' OR path = {path:String} OR startsWith(path, concat({path:String}, '!')))`;

/** Rows that an earlier version wrote have no Japanese. */
const bothOf = (en: string, ja: string): Text => ({ en, ja: ja || en });

function placeOf(cursor: string | undefined): { time: string; id: string } {
  if (cursor === undefined) return { time: '9223372036854775807', id: '' };
  const match = /^(\d{1,18})-([0-9a-f]{32})$/.exec(cursor);
  if (match === null)
    throw new Fault('BadInput', {
      en: 'This cursor is none of a page of the quarantine. Ask for the first page, without a cursor.',
      ja: 'このカーソルは隔離ページのものではありません。カーソルなしで最初のページから取得してください。',
    });
  return { time: match[1] ?? '', id: match[2] ?? '' };
}

interface Kept {
  readonly time: string;
  readonly id: string;
  readonly file: string;
  readonly position: number;
  readonly source: string;
  readonly framing: Framing | '';
  readonly head: string;
  readonly text: string;
  readonly size: number;
}

const atOnce = 1000;

/**
 * Reads everything in quarantine once more; what can be read now goes to the lake and is judged, and leaves it.
 * It may be stopped anywhere and called again.
 */
export async function replayQuarantine(
  context: Pick<IngestContext, 'lake' | 'detector' | 'sources'>,
): Promise<{ replayed: number; taken: number; refused: number }> {
  let [replayed, taken] = [0, 0];
  let after = { time: '0', id: '' };
  while (true) {
    const kept = await nextKept(context.lake, after);
    const last = kept.at(-1);
    if (last === undefined) return { replayed, taken, refused: replayed - taken };
    after = { time: last.time, id: last.id };
    replayed += kept.length;
    taken += await replay(kept, context);
  }
}

const nextKept = (lake: Lake, after: { time: string; id: string }): Promise<Kept[]> =>
  lake.rows<Kept>(
    `SELECT toString(toUnixTimestamp64Milli(time)) AS time, id, file, position, source, framing, head, text, size
     FROM ${quarantine.name} AS kept WHERE (toUnixTimestamp64Milli(kept.time), id) > ({time:Int64}, {id:String})
     ORDER BY kept.time, id LIMIT ${atOnce}`,
    after,
  );

async function replay(
  kept: readonly Kept[],
  { lake, detector, sources }: Pick<IngestContext, 'lake' | 'detector' | 'sources'>,
): Promise<number> {
  const read: { kept: Kept; events: readonly Delivered[]; source: Source }[] = [];
  for (const one of kept) {
    const source = sources.find(({ name }) => name === one.source);
    const events = source === undefined ? [] : readAgain(one, source);
    if (source !== undefined && events.length > 0) read.push({ kept: one, events, source });
  }
  for (const source of new Set(read.map(({ source }) => source))) {
    const events = read.flatMap((one) => (one.source === source ? one.events : []));
    const key = source.identified ? ['time', 'id'] : ['time', 'file', 'position'];
    await lake.appendNew(eventTables[source.table], events.map(rowOf), key);
    await detector.judge(events);
  }
  await leave(
    read.map(({ kept }) => kept.id),
    lake,
  );
  return read.length;
}

async function leave(ids: readonly string[], lake: Lake): Promise<void> {
  if (ids.length === 0) return;
  await lake.remove(quarantine, 'id IN {ids:Array(String)}', { ids: [...ids] });
}

/** The events of a record that was refused, or none when it still cannot be read. */
function readAgain(kept: Kept, source: Source): Delivered[] {
  const { text, size, head, file, position } = kept;
  if (Buffer.byteLength(text) !== size) return []; // only its start was kept
  const reader = source.reader();
  if (head !== '') readHead(reader, head);
  try {
    return reader.read(recordOf(kept), text).map((event) => deliver(event, { file, source }, position));
  } catch {
    return []; // its reason stands in quarantine
  }
}

function recordOf({ framing, head, text }: Kept): unknown {
  if (framing === 'parquet') return JSON.parse(text);
  const cutter = cutterOf(framing === '' ? 'json' : framing);
  if (framing === 'csv') cutter.value(head); // names the columns
  return cutter.value(text);
}
