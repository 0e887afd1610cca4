import { tmpdir } from 'node:os';
import type { Readable } from 'node:stream';
import type { Delivered } from '#detect';
import { silent, type Config, type Progress, type Text } from '#kernel';
import type { Source } from '#sources';
import { Advance } from './advance.ts';
import { ahead } from './ahead.ts';
import { letHeapGrow } from './collector.ts';
import { fetchOne, groups, type Fetched, type Fetching } from './fetching.ts';
import { InHand } from './in-hand.ts';
import { filesOf } from './inputs.ts';
import { limitsOf, type Limits } from './limits.ts';
import { notRecognised, open } from './opening.ts';
import { emptyFile } from './refusal.ts';
import { readOpened } from './read-opened.ts';
import type { Piece, ReadingOptions } from './reading.ts';
import { Objects } from './s3-objects.ts';
import { SeenIds } from './seen-ids.ts';
import { Spool } from './spool.ts';
import { Tally } from './tally.ts';
import { unpack, type Member } from './unpack.ts';

/** What a reading that keeps nothing needs. */
export interface ReadEventsContext {
  readonly sources: readonly Source[];
  readonly config: Config['ingest'];
  readonly progress?: Progress;
  readonly stdin?: Readable;
  /** False for a raw record that nobody wants: it is not even parsed, and does not come out. */
  readonly wants?: (source: string, record: Buffer) => boolean;
}

/** Events as they are read, in batches. When they are through, `problems` says what could not be read. */
export interface EventReading extends AsyncIterable<readonly Delivered[]> {
  readonly problems: readonly Text[];
  /** How many files were read so far; of an archive its members do not count. */
  files(): number;
}

/**
 * Reads the events of inputs (as `ingest` does) without a lake and without a store; nothing is kept. An event or a
 * file that comes twice is given out once.
 */
export function readEvents(inputs: readonly string[], context: ReadEventsContext): EventReading {
  const reading = new Reading(context);
  return {
    problems: reading.tally.problems,
    files: () => reading.tally.filesRead,
    [Symbol.asyncIterator]: () => reading.events(inputs),
  };
}

class Reading {
  readonly tally = new Tally();
  private readonly context: ReadEventsContext;
  private readonly limits: Limits;
  private readonly advance: Advance;
  private readonly seen = new SeenIds();

  constructor(context: ReadEventsContext) {
    letHeapGrow();
    this.context = context;
    this.limits = limitsOf(context.config);
    this.advance = new Advance(context.progress ?? silent);
  }

  async *events(inputs: readonly string[]): AsyncGenerator<readonly Delivered[]> {
    await using spool = new Spool(tmpdir());
    await using inHand = new InHand();
    await using objects = new Objects(this.context.config);
    const { limits, tally, advance } = this;
    const files = filesOf(inputs, {
      limits,
      tally,
      advance,
      stdin: this.context.stdin,
      objects: (address) => objects.all(address, limits.unpackedBytes),
    });
    for await (const group of ahead(this.fetched(groups(files), { spool, inHand, tell: tally.problem }), 1)) {
      for (const file of group) yield* this.file(file, spool);
    }
  }

  private async *fetched(
    all: AsyncIterable<Parameters<typeof fetchOne>[0][]>,
    fetching: Fetching,
  ): AsyncGenerator<Fetched[]> {
    for await (const group of all) {
      const fetched = await Promise.all(group.map((file) => fetchOne(file, fetching)));
      yield fetched.filter((file) => file !== undefined);
    }
  }

  private async *file({ spooled, identity, incoming }: Fetched, spool: Spool): AsyncGenerator<readonly Delivered[]> {
    await using _ = spooled;
    if (this.seen.add(`file ${identity}`)) return;
    this.tally.filesRead += 1;
    const content = this.advance.through(spooled.content);
    let members = 0;
    try {
      for await (const member of unpack(content, this.limits, spool)) {
        members += 1;
        if (member.broken === undefined) yield* this.member(member, spool);
        else this.tally.trouble(member.name, member.broken);
      }
      if (members === 0) throw emptyFile(incoming.name);
    } catch (error) {
      this.tally.trouble(incoming.name, error);
    }
    this.advance.end(content.size);
  }

  private async *member(member: Member, spool: Spool): AsyncGenerator<readonly Delivered[]> {
    const { sources, wants } = this.context;
    const options: ReadingOptions = { recordBytes: this.limits.recordBytes, wants };
    const opened = await open(member, member.name, { sources, limits: this.limits, spool }); // nothing is kept: people are shown the path
    if (opened === undefined) {
      this.tally.unknown(notRecognised(member, '', sources));
      return;
    }
    await using file = opened;
    if ('leftOut' in file) return;
    try {
      for await (const piece of readOpened(file, options)) yield* this.fresh(piece);
    } catch (error) {
      this.tally.trouble(member.name, error);
    }
  }

  private *fresh(piece: Piece): Generator<readonly Delivered[]> {
    this.tally.refuse(piece.refused);
    const fresh = piece.events.filter(({ event }) => event.id === '' || !this.seen.add(`${event.source} ${event.id}`));
    if (fresh.length > 0) yield fresh;
  }
}
