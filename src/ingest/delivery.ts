import type { Delivered, Detector } from '#detect';
import { Fault, stableId, type Clock } from '#kernel';
import type { Lake, LakeTable, Row } from '#lake';
import type { Source } from '#sources';
import type { Batch } from './batch.ts';
import type { Ledger } from './ledger.ts';
import { keptBytes, reasonOf, type Refusal } from './refusal.ts';
import { eventTables, quarantine } from './tables.ts';

/** Where batches go. */
export interface Destination {
  readonly lake: Lake;
  readonly detector: Detector;
  readonly ledger: Ledger;
  readonly sources: readonly Source[];
  readonly clock: Clock;
}

/** What became of a batch. */
export interface Delivery {
  readonly added: number;
  /** Events that the lake could not hold. */
  readonly refused: readonly Refusal[];
}

/**
 * Brings a batch home.
 * INVARIANT: the ledger says `started` before the first row, and `done` after the last one is in the lake and judged.
 */
export async function deliver(batch: Batch, to: Destination): Promise<Delivery> {
  await to.ledger.start(batch.starts);
  const refused: Refusal[] = [];
  let added = 0;
  for (const [group, events] of grouped(batch.events, to.sources)) added += await append(events, group, refused, to);
  await to.lake.append(
    quarantine,
    [...batch.refused, ...refused].map((refusal) => quarantined(refusal, to.clock)),
  );
  await to.detector.judge(batch.events);
  await to.ledger.finish(batch.ends, batch.marks);
  return { added, refused };
}

/** Events that go to one table in one way: an id of their own, or the place from which they came, tells them apart. */
interface Group {
  readonly table: LakeTable;
  readonly identified: boolean;
}

function grouped(events: readonly Delivered[], sources: readonly Source[]): Map<Group, Delivered[]> {
  const groupOf = new Map<string, Delivered[]>();
  const groups = new Map<Group, Delivered[]>();
  for (const delivered of events) {
    const { source } = delivered.event;
    let members = groupOf.get(source);
    if (members === undefined) {
      members = [];
      groupOf.set(source, members);
      const identified = sources.find(({ name }) => name === source)?.identified === true;
      groups.set({ table: eventTables[delivered.event.table], identified }, members);
    }
    members.push(delivered);
  }
  return groups;
}

const mostMisfits = 100;

/** Appends events; one that no column can hold is taken out and refused, so that it does not take the others along. */
async function append(events: Delivered[], group: Group, refused: Refusal[], to: Destination): Promise<number> {
  for (let misfits = 0; ; misfits += 1) {
    try {
      const rows = events.map(rowOf);
      if (group.identified) return await to.lake.appendNew(group.table, rows, ['time', 'id']);
      await to.lake.append(group.table, rows);
      return rows.length;
    } catch (error) {
      const misfit = misfitIn(events, error);
      if (misfit === undefined || misfits >= mostMisfits) throw error;
      refused.push(refusalOf(misfit, error));
    }
  }
}

// The lake names the row that it cannot hold before it has sent any.
function misfitIn(events: Delivered[], error: unknown): Delivered | undefined {
  if (!(error instanceof Fault) || error.code !== 'BadInput') return undefined;
  const row = /^Row (\d+) /.exec(error.message)?.[1];
  return row === undefined ? undefined : events.splice(Number(row) - 1, 1)[0];
}

/** An event as a row of its table. */
export const rowOf = ({ event, file, position }: Delivered): Row => ({
  ...event.columns,
  time: event.time,
  source: event.source,
  id: event.id,
  file,
  position,
});

function refusalOf({ event, file, position }: Delivered, error: unknown): Refusal {
  const text = JSON.stringify(event.fields);
  const where = { file, path: file, line: position, position, source: event.source };
  return {
    ...where,
    framing: '',
    ...reasonOf(error),
    head: '',
    text: text.slice(0, keptBytes),
    size: Buffer.byteLength(text),
  };
}

/** A refusal as a row. Its id says where it stood, so that the same one can be told when it comes again. */
export const quarantined = (refusal: Refusal, clock: Clock): Row => ({
  ...refusal,
  time: clock.now().getTime(),
  id: stableId(refusal.file, refusal.line, refusal.position),
});
