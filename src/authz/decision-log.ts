import { sentenceOf, type Log } from '#kernel';
import type { Lake } from '#lake';
import { authorizationDecisions, type DecisionRow } from './decision-rows.ts';

/** Milliseconds after which decisions are in the lake, and the rows that are not waited with. */
const [usualWait, enough] = [1_000, 5_000];
/** Rows that wait at most while the lake does not take any; then the newest are lost, and counted. */
const most = 100_000;

/**
 * Decisions on their way into the lake, many at once. A decision is not held up by its record: what a process that is
 * killed had not yet written, at most a second, is lost.
 */
export class DecisionLog implements AsyncDisposable {
  private readonly lake: Lake | undefined;
  private readonly log: Log;
  private waiting: DecisionRow[] = [];
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private lost = 0;

  constructor(lake: Lake | undefined, log: Log) {
    this.lake = lake;
    this.log = log;
  }

  add(row: DecisionRow): void {
    if (this.lake === undefined) return;
    if (this.waiting.length >= most) this.lost += 1;
    else this.waiting.push(row);
    if (this.waiting.length >= enough) void this.flush();
    else this.timer ??= setTimeout(() => void this.flush(), usualWait).unref();
  }

  /** When it returns, all that was added is in the lake, or said to be lost. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.flush();
  }

  private async write(): Promise<void> {
    const rows = this.waiting;
    if (rows.length === 0 || this.lake === undefined) return;
    this.waiting = [];
    try {
      await this.lake.append(authorizationDecisions, rows);
    } catch (error) {
      this.lost += rows.length;
      this.log.error({ err: error }, `The decision log could not be written: ${sentenceOf(error)}`);
    }
    if (this.lost > 0) this.log.warn({ decisions: this.lost }, 'Decisions are missing in the decision log.');
    this.lost = 0;
  }
}
