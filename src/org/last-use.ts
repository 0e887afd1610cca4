import { sentenceOf, type Clock, type Log } from '#kernel';
import type { Store } from '#store';
import { orgTables } from './tables.ts';

/** Milliseconds between two writings of what was used: the time of last use is right to within a minute. */
const pause = 60_000;

/** When keys were last used, written now and then: a call must not wait for a write, nor the disk bear one a call. */
export class LastUse implements AsyncDisposable {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #timer: NodeJS.Timeout;
  #used = new Map<string, number>();

  constructor(store: Store, clock: Clock, log: Log) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
    this.#timer = setInterval(() => void this.write(), pause);
    this.#timer.unref();
  }

  note(accessKeyId: string): void {
    this.#used.set(accessKeyId, this.#clock.now().getTime());
  }

  /** Writes what was noted since the last time; what cannot be written is noted again. */
  async write(): Promise<void> {
    const used = this.#used;
    this.#used = new Map();
    try {
      for (const [id, at] of used)
        await orgTables(this.#store).updateTable('access_keys').set({ used_at: at }).where('id', '=', id).execute();
    } catch (error) {
      this.#used = new Map([...used, ...this.#used]);
      this.#log.error({ reason: sentenceOf(error) }, 'The last use of access keys could not be written.');
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.write();
  }
}
