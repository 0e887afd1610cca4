import { randomId, type Fault } from '#kernel';
import { Advance } from './advance.ts';
import { ahead, OneAhead } from './ahead.ts';
import { Batch } from './batch.ts';
import { Breath } from './breath.ts';
import { Claims } from './claims.ts';
import { clear, clearRefused } from './clearing.ts';
import { letHeapGrow } from './collector.ts';
import type { IngestContext } from './context.ts';
import { deliver } from './delivery.ts';
import { fetchOne, groups, type Fetched, type Fetching } from './fetching.ts';
import { continuation } from './growth.ts';
import { InHand } from './in-hand.ts';
import type { Incoming, Mark } from './incoming.ts';
import { Ledger, type FileEnd, type FileStart } from './ledger.ts';
import { limitsOf, type Limits } from './limits.ts';
import type { Piece } from './reading.ts';
import { oldEvents } from './old-events.ts';
import { readFile } from './read-file.ts';
import { troubleWith, type Refusal } from './refusal.ts';
import { Spool } from './spool.ts';
import type { FileRow } from './tables.ts';
import { Tally, type ImportReport } from './tally.ts';

const oneDay = 86_400_000;

/** A file whose bytes are at hand, and what the ledger knows of it. */
export interface Known {
  readonly fetched: Fetched;
  readonly claim: ReturnType<Claims['take']>;
  readonly row: FileRow | undefined;
  /** Earlier states of the file under the same path. */
  readonly earlier: readonly FileRow[];
}

/** A file that was read before, told without fetching it. */
interface ReadBefore {
  readonly incoming: Incoming;
  readonly row: FileRow;
}

/**
 * One import, from files to their acknowledgement. While one batch goes to the lake and the detections, the next is
 * read, and the files after it are fetched.
 * INVARIANT: what is in memory is bounded by the sizes of batches and groups, never by the input.
 */
export class ImportRun implements AsyncDisposable {
  readonly context: IngestContext;
  readonly limits: Limits;
  readonly ledger: Ledger;
  readonly tally = new Tally();
  readonly spool: Spool;
  readonly advance: Advance;
  /** Where batches go, one after the other. */
  readonly line = new OneAhead();
  private readonly fetching: Fetching;
  private readonly claims: Claims;
  private readonly breath = new Breath();
  private batch: Batch;
  private readonly later: { known: Known; free: Promise<void> }[] = [];

  constructor(context: IngestContext) {
    letHeapGrow();
    this.context = context;
    this.limits = limitsOf(context.config);
    this.ledger = new Ledger(context.store, randomId(), context.clock);
    this.spool = new Spool(context.spool);
    this.fetching = { spool: this.spool, inHand: new InHand(), tell: this.tally.problem };
    this.advance = new Advance(context.progress);
    this.claims = new Claims(context.store);
    this.batch = new Batch(context.clock.now(), context.detector);
  }

  /** Reads files, in their order; settles when all of them are acknowledged. */
  async take(files: AsyncIterable<Incoming>): Promise<void> {
    for await (const group of ahead(this.known(files), 1)) {
      for (const known of group) await this.one(known);
    }
    await this.flush();
    await this.takeLater();
  }

  /** Lets detections that look at many events see the spans that were imported, also by runs that were cut off. */
  async settle(): Promise<void> {
    const unsettled = await this.ledger.unsettled();
    if (unsettled.spans.length === 0) return;
    await this.context.detector.settle(unsettled.spans, unsettled.again);
    await this.ledger.settled(unsettled);
  }

  report(seconds: number): ImportReport {
    return this.tally.report(seconds, oldEvents(this.tally.firsts, this.context));
  }

  start(start: FileStart): void {
    this.batch.starts.push(start);
  }

  async add(piece: Piece): Promise<void> {
    this.tally.refuse(this.batch.add(piece));
    if (this.batch.isFull) await this.put();
    await this.breath.after(piece.bytes);
  }

  /** Keeps that nothing of a file could be taken. */
  refuse(refusal: Refusal): void {
    this.tally.unknown(refusal);
    this.batch.refused.push(refusal);
  }

  async end(end: FileEnd, mark: Mark | undefined): Promise<void> {
    this.batch.ends.push(end);
    this.tally.take(end.source, end.events, end.first, end.last);
    if (mark !== undefined) this.batch.marks.push(mark);
    if (this.batch.isDue) await this.put();
  }

  /** Takes out what was read of a file that is another by now, and tells `why`; it is not acknowledged. */
  async forsake({ identity, path }: FileStart, why: Fault): Promise<void> {
    await this.flush();
    await this.clear([identity]);
    this.tally.filesRefused += 1;
    const text = troubleWith(path, why);
    if (!this.tally.problems.some(({ en }) => en === text.en)) this.tally.problem(text); // the reading met it first
  }

  /** Brings home what has been read so far. */
  async flush(): Promise<void> {
    await this.put();
    await this.line.idle();
  }

  async clear(identities: readonly string[]): Promise<void> {
    await clear(identities, { ...this.context, ledger: this.ledger });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.line.idle().catch(() => undefined); // whoever waited for it was told
    this.claims.close();
    await this.fetching.inHand[Symbol.asyncDispose]();
    await this.spool[Symbol.asyncDispose]();
  }

  /** Fetches files ahead, in groups, and asks the ledger about them; in the order in which they came. */
  private async *known(files: AsyncIterable<Incoming>): AsyncGenerator<(Known | ReadBefore)[]> {
    for await (const group of groups(files)) {
      const before = await this.readBefore(group);
      const wanted = group.filter((file) => !before.has(file));
      const fetched = await Promise.all(wanted.map((file) => fetchOne(file, this.fetching)));
      const known = await this.lookUp(fetched.filter((one) => one !== undefined));
      this.tally.filesRefused += wanted.length - known.size;
      yield group.flatMap((file) => known.get(file) ?? before.get(file) ?? []);
    }
  }

  private async readBefore(group: readonly Incoming[]): Promise<Map<Incoming, ReadBefore>> {
    const rows = await this.ledger.find(group.flatMap(({ identity }) => identity ?? []));
    const before = new Map<Incoming, ReadBefore>();
    for (const incoming of group) {
      const row = incoming.identity === undefined ? undefined : rows.get(incoming.identity);
      if (row !== undefined && (row.state === 'done' || this.refusedLately(incoming, row)))
        before.set(incoming, { incoming, row });
    }
    return before;
  }

  private async lookUp(fetched: readonly Fetched[]): Promise<Map<Incoming, Known>> {
    // INVARIANT: a file is claimed before the ledger is asked, or another import could finish it in between.
    const claims = fetched.map(({ identity }) => this.claims.take(identity));
    const rows = await this.ledger.find(fetched.map(({ identity }) => identity));
    const refused = [...rows.values()].filter(({ state }) => state === 'refused');
    await clearRefused(
      refused.map(({ identity }) => identity),
      this.context.lake,
    );
    const growing = fetched.filter(({ incoming }) => incoming.grows);
    const earlier = await this.ledger.under(growing.map(({ incoming }) => incoming.name));
    const known = fetched.map((one, at): [Incoming, Known] => [
      one.incoming,
      {
        fetched: one,
        claim: claims[at] ?? 'mine',
        row: rows.get(one.identity),
        earlier: earlier.get(one.incoming.name) ?? [],
      },
    ]);
    return new Map(known);
  }

  /** An object that nobody could read is not fetched at every look. */
  private refusedLately({ mark }: Incoming, row: FileRow): boolean {
    if (mark === undefined || row.state !== 'refused') return false;
    return Math.abs(this.context.clock.now().getTime() - row.at) < oneDay; // or somebody has set the clock back since
  }

  private async one(known: Known | ReadBefore): Promise<void> {
    if ('incoming' in known) return this.skip(known.incoming, known.row);
    const { fetched, claim, row } = known;
    if (typeof claim === 'object') {
      this.later.push({ known, free: claim });
      return;
    }
    await using spooled = fetched.spooled;
    if (claim === 'mine' || row?.state === 'done') return this.skip(fetched.incoming, row);
    if (row?.state === 'started') await this.clear(await this.ledger.leftBehind(row.run));
    await readFile({ ...fetched, spooled }, await continuation(known, this), this);
  }

  private async skip({ size, mark, known }: Incoming, row: FileRow | undefined): Promise<void> {
    this.tally.filesSkipped += 1;
    this.advance.end(size);
    if (mark !== undefined && row !== undefined) this.batch.marks.push(mark);
    await known?.();
  }

  /** Files that another import of this process had in its hands: by now it has read them, or failed. */
  private async takeLater(): Promise<void> {
    // Meanwhile a third import may have taken the file: then it is put off once more.
    for (let next = this.later.shift(); next !== undefined; next = this.later.shift()) {
      const { known, free } = next;
      this.claims.release();
      await free;
      const [again] = (await this.lookUp([known.fetched])).values();
      if (again !== undefined) await this.one(again);
      await this.flush();
    }
  }

  /**
   * Sends the batch off, once the one before has come home.
   * INVARIANT: files come home in their order, as far as listings are concerned; else a mark could pass a file by.
   */
  private async put(): Promise<void> {
    await this.line.idle();
    const batch = this.batch;
    this.batch = new Batch(this.context.clock.now(), this.context.detector);
    if (!batch.isEmpty) await this.line.run(() => this.bring(batch));
  }

  private async bring(batch: Batch): Promise<void> {
    this.tally.added += await deliver(batch, { ...this.context, ledger: this.ledger });
  }
}
