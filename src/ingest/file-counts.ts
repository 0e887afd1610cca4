import type { FileEnd, FileStart } from './ledger.ts';
import type { Piece } from './reading.ts';

/** Counts what one file gives. */
export class FileCounts {
  events = 0;
  refused = 0;
  first = Infinity;
  last = -Infinity;
  /** Lines up to its end when more may be appended to it, or -1. */
  lines = -1;
  /** Plain files in it that are not empty. */
  members = 0;
  /** Those of them whose log was known. */
  recognised = 0;
  /** True once something of it may be in the lake. */
  started = false;
  readonly sources = new Set<string>();

  add(source: string, { events, columns, refused }: Pick<Piece, 'events' | 'columns' | 'refused'>): void {
    this.sources.add(source);
    this.events += events.length;
    this.refused += refused.length;
    for (const { event } of events) this.span(event.time, event.time);
    if (columns === undefined || columns.count === 0) return;
    this.events += columns.count;
    this.span(columns.first, columns.last);
  }

  private span(first: number, last: number): void {
    if (first < this.first) this.first = first;
    if (last > this.last) this.last = last;
  }

  end(start: FileStart, state: FileEnd['state']): FileEnd {
    const { events, refused, lines } = this;
    const [first, last] = this.first <= this.last ? [this.first, this.last] : [0, 0];
    return { ...start, state, source: [...this.sources].join(' '), events, refused, first, last, lines };
  }
}
