import { Bytes } from '../bytes.ts';

/** Where the parts of each cell end, counted over all cells. */
export class Ends {
  readonly bytes = new Bytes();
  private count = 0;
  private marked = 0;

  add(parts: number): void {
    this.count += parts;
    this.bytes.whole(this.count);
  }

  mark(): void {
    this.bytes.mark();
    this.marked = this.count;
  }

  back(): void {
    this.bytes.back();
    this.count = this.marked;
  }
}
