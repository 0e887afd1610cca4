import type { Span, Staged } from './sheet.ts';
import type { ListedContact } from './threat-lists.ts';

/** The records of a piece of time, and whom of those that they speak of stands on lists. */
export interface Shelved extends Staged {
  readonly listed: readonly ListedContact[];
}

/** Records as SQL that follows FROM. */
export interface Records {
  readonly table: string;
  readonly listed: readonly ListedContact[];
}

/**
 * Pieces of time whose records are made ready for windows, each once: a window that reaches into the next piece finds
 * it there, and it is kept until its own windows were asked.
 */
export class Shelf implements AsyncDisposable {
  private readonly pieces: readonly Span[];
  private readonly stage: (piece: Span) => Promise<Shelved>;
  private readonly shelved = new Map<Span, Shelved>();

  /** The pieces are in the order of time. */
  constructor(pieces: readonly Span[], stage: (piece: Span) => Promise<Shelved>) {
    this.pieces = pieces;
    this.stage = stage;
  }

  /** The records of the pieces that overlap a span, if there are any; what lies before it is put away. */
  async reaching({ from, to }: Span): Promise<Records | undefined> {
    for (const piece of this.shelved.keys()) if (piece.to <= from) await this.drop(piece);
    const all: Shelved[] = [];
    for (const piece of this.pieces) if (piece.to > from && piece.from < to) all.push(await this.take(piece));
    if (all.length === 0) return undefined;
    return {
      table: `(${all.map(({ name }) => `SELECT * FROM ${name}`).join(' UNION ALL ')})`,
      listed: different(all.flatMap(({ listed }) => listed)),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const piece of this.shelved.keys()) await this.drop(piece);
  }

  private async take(piece: Span): Promise<Shelved> {
    const shelved = this.shelved.get(piece) ?? (await this.stage(piece));
    this.shelved.set(piece, shelved);
    return shelved;
  }

  private async drop(piece: Span): Promise<void> {
    await this.shelved.get(piece)?.[Symbol.asyncDispose]();
    this.shelved.delete(piece);
  }
}

const different = (listed: readonly ListedContact[]): ListedContact[] => [
  ...new Map(listed.map((one) => [`${one.account} ${one.region} ${one.value}`, one])).values(),
];
