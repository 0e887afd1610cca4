import type { SingleRules } from '#detect';
import { randomId } from '#kernel';
import { Advance } from './advance.ts';
import { ahead, InTurn } from './ahead.ts';
import { Arrivals } from './arrivals.ts';
import type { Load } from './batch.ts';
import { Claims } from './claims.ts';
import { clear, clearRefused } from './clearing.ts';
import type { IngestContext } from './context.ts';
import { deliver } from './delivery.ts';
import { fetchOne, groups, type Fetched } from './fetching.ts';
import { Filling } from './filling.ts';
import { continuation } from './growth.ts';
import type { Incoming } from './incoming.ts';
import { Ledger } from './ledger.ts';
import { limitsOf, type Limits } from './limits.ts';
import { oldEvents } from './old-events.ts';
import { readFile, type FileToRead } from './read-file.ts';
import { retell, type Word } from './said.ts';
import { SecondReader } from './second-reader.ts';
import { Spool } from './spool.ts';
import type { FileRow } from './tables.ts';
import { Tally, type ImportReport } from './tally.ts';

const oneDay = 86_400_000;
/** Bytes of input, as they lie on disk, from which a second thread pays: some seconds of reading. */
const largeBytes = 8 * 2 ** 20;

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

/** A file in hand, to be read now. */
type InHand = FileToRead & AsyncDisposable;

/**
 * One import, from files to their acknowledgement. While batches go to the lake and the detections, the next ones are
 * read, and the files after them are fetched; of a large input another thread reads a part.
 * INVARIANT: what is in memory is bounded by the sizes of batches and groups, never by the input.
 */
export class ImportRun implements AsyncDisposable {
  readonly context: IngestContext;
  readonly limits: Limits;
  readonly ledger: Ledger;
  readonly tally = new Tally();
  readonly advance: Advance;
  private readonly spool: Spool;
  /** Where batches go, one after the other. */
  private readonly line = new InTurn();
  private readonly arrivals = new Arrivals();
  private readonly claims: Claims;
  private readonly here: Filling;
  /** Settles when the batch that was sent off last is home. */
  private home: Promise<void> = Promise.resolve();
  private second: SecondReader | undefined;
  private fetchedBytes = 0;
  private readonly later: { known: Known; free: Promise<void> }[] = [];

  constructor(context: IngestContext) {
    this.context = context;
    this.limits = limitsOf(context.config);
    this.ledger = new Ledger(context.store, randomId(), context.clock);
    this.spool = new Spool(context.spool);
    this.advance = new Advance(context.progress, context.clock);
    this.claims = new Claims(context.store);
    const { limits, spool, advance, tally } = this;
    this.here = new Filling({ ...context, limits, spool, advance, tally, send: (batch) => this.send(batch) });
  }

  /** Reads files; settles when all of them are acknowledged. */
  async take(files: AsyncIterable<Incoming>): Promise<void> {
    const inHand = this.inHand(files);
    const spool = await this.spool.path();
    let beside: Promise<void> | undefined;
    for await (const file of inHand) {
      beside ??= this.readBeside(inHand, spool);
      await this.readHere(file);
    }
    await beside;
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

  async clear(identities: readonly string[]): Promise<void> {
    await clear(identities, { ...this.context, ledger: this.ledger });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.line.idle().catch(() => undefined); // whoever waited for it was told
    await this.second?.[Symbol.asyncDispose]();
    this.claims.close();
    await this.spool[Symbol.asyncDispose]();
  }

  /** Files that are to be read, in their order; whoever reads takes the next one. */
  private async *inHand(files: AsyncIterable<Incoming>): AsyncGenerator<InHand> {
    for await (const group of ahead(this.known(files), 1)) {
      for (const known of group) {
        const file = await this.one(known);
        if (file !== undefined) yield file;
      }
    }
  }

  private async readHere(file: InHand): Promise<void> {
    await using inHand = file;
    await readFile(inHand, this.here);
  }

  /** Lets another thread read too; undefined while that is not worth its start, or cannot be. */
  private readBeside(files: AsyncIterable<InHand>, spool: string): Promise<void> | undefined {
    const { limits, advance, context } = this;
    const rules = (): SingleRules | undefined => context.detector.rules?.();
    if (this.fetchedBytes < (context.largeBytes ?? largeBytes) || rules() === undefined) return undefined;
    const bring = async (load: Load, words: readonly Word[]): Promise<void> => {
      retell(words, this.tally);
      await this.line.run(() => this.bring(load));
    };
    const second = new SecondReader({ limits, spool, advance, rules, bring });
    this.second = second;
    const reading = second.read(files);
    reading.catch(() => undefined); // told when the files here are through
    return reading;
  }

  /** Fetches files ahead, in groups, and asks the ledger about them; in the order in which they came. */
  private async *known(files: AsyncIterable<Incoming>): AsyncGenerator<(Known | ReadBefore)[]> {
    for await (const group of groups(files)) {
      const before = await this.readBefore(group);
      const wanted = group.filter((file) => !before.has(file));
      const fetched = await Promise.all(wanted.map((file) => fetchOne(file, this.spool, this.tally.problem)));
      const known = await this.lookUp(fetched.filter((one) => one !== undefined));
      this.tally.filesRefused += wanted.length - known.size;
      for (const { spooled } of fetched.filter((one) => one !== undefined)) this.fetchedBytes += spooled.content.size;
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
    return this.context.clock.now().getTime() - row.at < oneDay;
  }

  /** Makes a file ready to be read; undefined for one that is not read, or later. */
  private async one(known: Known | ReadBefore): Promise<InHand | undefined> {
    if ('incoming' in known) return this.skip(known.incoming, known.row);
    const { fetched, claim, row } = known;
    const { incoming, identity, spooled } = fetched;
    if (typeof claim === 'object') {
      this.later.push({ known, free: claim });
      return undefined;
    }
    if (claim === 'mine' || row?.state === 'done') {
      await spooled[Symbol.asyncDispose]();
      return this.skip(incoming, row);
    }
    if (row?.state === 'started') await this.clear(await this.ledger.leftBehind(row.run));
    const after = await continuation(known, this);
    this.arrivals.came(identity, incoming.mark);
    const done = async (): Promise<void> => spooled[Symbol.asyncDispose]();
    return { path: incoming.name, identity, content: spooled.content, after, [Symbol.asyncDispose]: done };
  }

  private async skip({ size, mark, known }: Incoming, row: FileRow | undefined): Promise<undefined> {
    this.tally.filesSkipped += 1;
    this.advance.skip(size);
    if (mark !== undefined && row !== undefined) {
      this.arrivals.came(row.identity, mark);
      this.arrivals.areHome([row.identity]);
    }
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
      const file = again === undefined ? undefined : await this.one(again);
      if (file !== undefined) await this.readHere(file);
      await this.flush();
    }
  }

  /** Brings home what has been read so far. */
  private async flush(): Promise<void> {
    await this.here.put();
    await this.line.idle();
    await this.ledger.finish([], this.arrivals.marks()); // of files that were read before
  }

  /** Sends a batch off, once the one before has come home. */
  private async send(batch: Load): Promise<void> {
    await this.home;
    this.home = this.line.run(() => this.bring(batch));
    this.home.catch(() => undefined); // thrown by the next, or by `flush`
  }

  private async bring(batch: Load): Promise<void> {
    const { ledger, arrivals } = this;
    this.tally.added += await deliver(batch, { ...this.context, ledger, arrivals });
    for (const end of batch.ends) this.tally.take(end);
  }
}
