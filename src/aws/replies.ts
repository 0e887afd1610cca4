/**
 * Replies of one turn of the event loop, sent together when all that arrived in it has been worked on, which is when no
 * promise is left that could go on. Before that `keep` hands the records of their calls to the operating system, in one
 * write: a call that was answered is recorded.
 */
export class Replies {
  readonly #keep: () => void;
  #waiting: (() => void)[] = [];

  constructor(keep: () => void) {
    this.#keep = keep;
  }

  /** `send`: INVARIANT: never throws. */
  add(send: () => void): void {
    if (this.#waiting.push(send) === 1) process.nextTick(() => this.#sendAll());
  }

  #sendAll(): void {
    const sending = this.#waiting;
    this.#waiting = [];
    this.#keep();
    for (const send of sending) send();
  }
}
