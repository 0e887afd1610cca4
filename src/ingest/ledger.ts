import type { Clock } from '#kernel';
import type { Store } from '#store';
import type { Mark } from './incoming.ts';
import type { FileRow, FileState, IngestStore } from './tables.ts';

/** What the ledger is told when a file has been read to its end. */
export interface FileEnd extends FileStart {
  readonly state: Extract<FileState, 'done' | 'refused'>;
  readonly source: string;
  readonly events: number;
  readonly refused: number;
  readonly first: number;
  readonly last: number;
  readonly lines: number;
}

export interface FileStart {
  readonly identity: string;
  readonly path: string;
  readonly size: number;
}

/** Spans of event time in milliseconds since 1970, both ends within them. */
export interface Unsettled {
  readonly spans: readonly { readonly from: number; readonly to: number }[];
  /** When each run wrote the last file of them, as its clock said: what it brings after that is not among them. */
  readonly last: ReadonlyMap<string, number>;
  /** True where a run before this one brought some of them: it may have ended in the middle of looking. */
  readonly again: boolean;
}

/** Values bound in one statement: SQLite and PostgreSQL both take some ten thousand. */
const atOnce = 500;

/**
 * Which files were read, and how far.
 * INVARIANT: a file is `done` only when all its events are in the lake and judged: that is the acknowledgement.
 */
export class Ledger {
  private readonly store: Store;
  private readonly run: string;
  private readonly clock: Clock;

  constructor(store: Store, run: string, clock: Clock) {
    this.store = store;
    this.run = run;
    this.clock = clock;
  }

  /** What is known of these identities. */
  async find(identities: readonly string[]): Promise<Map<string, FileRow>> {
    const found = new Map<string, FileRow>();
    for (const some of parts(identities)) {
      const rows = await this.db.selectFrom('ingest_files').selectAll().where('identity', 'in', some).execute();
      for (const row of rows) found.set(row.identity, row);
    }
    return found;
  }

  /** What was read before under these paths. */
  async under(paths: readonly string[]): Promise<Map<string, FileRow[]>> {
    const found = new Map<string, FileRow[]>();
    for (const some of parts(paths)) {
      const rows = await this.db
        .selectFrom('ingest_files')
        .selectAll()
        .where('path', 'in', some)
        .where('state', '=', 'done')
        .execute();
      for (const row of rows) found.set(row.path, [...(found.get(row.path) ?? []), row]);
    }
    return found;
  }

  /** Files of which another run left rows behind. */
  async leftBehind(run: string): Promise<string[]> {
    const rows = await this.db
      .selectFrom('ingest_files')
      .select('identity')
      .where('run', '=', run)
      .where('state', '=', 'started')
      .execute();
    return rows.map(({ identity }) => identity);
  }

  /** Writes that rows of these files may be in the lake from now on. */
  async start(files: readonly FileStart[]): Promise<void> {
    await this.write(files.map((file) => this.row(file, 'started')));
  }

  /** Writes that no row of these files is in the lake any more. */
  async cleared(identities: readonly string[]): Promise<void> {
    for (const some of parts(identities)) {
      await this.db.updateTable('ingest_files').set({ state: 'cleared' }).where('identity', 'in', some).execute();
    }
  }

  /** Acknowledges files, and moves the marks of their listings, in one transaction. */
  async finish(files: readonly FileEnd[], marks: readonly Mark[] = []): Promise<void> {
    const rows = files.map((file) => ({ ...this.row(file, file.state), ...countsOf(file) }));
    await this.write(rows, lastOf(marks));
  }

  /** The spans of time that detections over many events have not looked at yet. */
  async unsettled(): Promise<Unsettled> {
    const rows = await this.db
      .selectFrom('ingest_files')
      .select(['first', 'last', 'run', 'at'])
      .where('settled', '=', 0)
      .where('state', '=', 'done')
      .where('events', '>', 0)
      .orderBy('first')
      .execute();
    // INVARIANT: not by the time of day, or files of an hour to which the clock was set back would never be looked at.
    const last = new Map<string, number>();
    for (const { run, at } of rows) last.set(run, Math.max(last.get(run) ?? 0, Number(at)));
    return { spans: joined(rows), last, again: rows.some(({ run }) => run !== this.run) };
  }

  /** Writes that detections over many events have seen these spans. */
  async settled({ spans, last }: Unsettled): Promise<void> {
    for (const { from, to } of spans)
      for (const [run, at] of last)
        await this.db
          .updateTable('ingest_files')
          .set({ settled: 1 })
          .where('settled', '=', 0)
          .where('state', '=', 'done')
          .where('first', '>=', from)
          .where('last', '<=', to)
          .where('run', '=', run)
          .where('at', '<=', at)
          .execute();
  }

  private get db() {
    return this.store.db.withTables<IngestStore>();
  }

  private row({ identity, path, size }: FileStart, state: FileState): FileRow {
    const empty = { source: '', events: 0, refused: 0, first: 0, last: 0, lines: -1, settled: 0 };
    return { identity, path, size, state, run: this.run, at: this.clock.now().getTime(), ...empty };
  }

  private async write(rows: readonly FileRow[], marks: readonly Mark[] = []): Promise<void> {
    if (rows.length === 0 && marks.length === 0) return;
    await this.db.transaction().execute(async (transaction) => {
      for (const some of parts(rows)) {
        await transaction
          .insertInto('ingest_files')
          .values([...some])
          .onConflict((conflict) =>
            conflict
              .column('identity')
              .doUpdateSet((row) => Object.fromEntries(changing.map((name) => [name, row.ref(`excluded.${name}`)]))),
          )
          .execute();
      }
      for (const mark of marks) {
        await transaction
          .insertInto('ingest_checkpoints')
          .values(mark)
          .onConflict((conflict) => conflict.columns(['place', 'stem']).doUpdateSet({ key: mark.key }))
          .execute();
      }
    });
  }
}

const changing = [
  'path',
  'size',
  'state',
  'run',
  'source',
  'events',
  'refused',
  'first',
  'last',
  'lines',
  'settled',
  'at',
] as const;

const countsOf = ({ source, events, refused, first, last, lines }: FileEnd) => ({
  source,
  events,
  refused,
  first,
  last,
  lines,
});

/** The last mark of every stem: marks come in the order of their listing. */
function lastOf(marks: readonly Mark[]): Mark[] {
  const last = new Map<string, Mark>();
  for (const mark of marks) last.set(`${mark.place}\n${mark.stem}`, mark);
  return [...last.values()];
}

/** A late file is looked at where it lies: not all that lies between it and today's. */
const apart = 3_600_000;

/** Spans of files, in the order of their beginnings, joined where little lies between them. */
function joined(files: readonly { readonly first: number; readonly last: number }[]): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (const { first, last } of files) {
    const before = spans.at(-1);
    if (before !== undefined && Number(first) - before.to <= apart) before.to = Math.max(before.to, Number(last));
    else spans.push({ from: Number(first), to: Number(last) });
  }
  return spans;
}

function* parts<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += atOnce) yield all.slice(at, at + atOnce);
}
