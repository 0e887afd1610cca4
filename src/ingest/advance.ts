import type { Progress } from '#kernel';
import type { Content } from './content.ts';

/** Milliseconds between two reports: nobody reads faster. */
const pause = 100;

/** How far an import has come, in bytes as they lie on disk or in the bucket. */
export class Advance {
  private readonly progress: Progress;
  /** Bytes of the files that are over. */
  private done = 0;
  /** Bytes of the file that is being read. */
  private within = 0;
  private total: number | undefined;
  private reported = -pause;

  constructor(progress: Progress) {
    this.progress = progress;
  }

  /** Says how many bytes there are in all. */
  expect(total: number): void {
    this.total = total;
  }

  /** The same content; reading it is progress. */
  through(content: Content): Content {
    const advance = (bytes: number): void => {
      this.within += bytes;
      this.report();
    };
    return {
      ...content,
      async *chunks(from?: number) {
        for await (const chunk of content.chunks(from)) {
          advance(chunk.length);
          yield chunk;
        }
      },
    };
  }

  /** Says that a file of so many bytes is over, however much of it was read. */
  end(size: number): void {
    this.done += size;
    this.within = 0;
    this.report();
  }

  private report(): void {
    const now = performance.now();
    if (now - this.reported < pause) return;
    this.reported = now;
    this.progress.report({
      what: { en: 'Reading logs', ja: 'ログを読んでいます' },
      done: this.done + this.within,
      ...this.known(),
      unit: 'bytes',
    });
  }

  // A file may have grown since it was counted.
  private known(): { total?: number } {
    return this.total === undefined ? {} : { total: Math.max(this.total, this.done + this.within) };
  }
}
