/** Lets a stream of work run `most` items ahead of whoever takes them, so that two cores have something to do. */
export async function* ahead<T>(items: AsyncIterable<T>, most: number): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  const asked: Promise<IteratorResult<T>>[] = [];
  const ask = (): void => {
    const next = iterator.next();
    next.catch(() => undefined); // thrown when its turn comes
    asked.push(next);
  };
  try {
    for (let count = 0; count <= most; count += 1) ask();
    for (let next = await asked.shift(); next !== undefined && next.done !== true; next = await asked.shift()) {
      ask();
      yield next.value;
    }
  } finally {
    void iterator.return?.();
  }
}

/** Runs one job while the next is being prepared: `run` waits for the job before, and starts its own. */
export class OneAhead {
  private running: Promise<void> = Promise.resolve();

  /** Throws what the job before threw; then this one is not started. */
  async run(job: () => Promise<void>): Promise<void> {
    await this.running;
    this.running = job();
    this.running.catch(() => undefined); // thrown by the next `run` or `idle`
  }

  async idle(): Promise<void> {
    await this.running;
  }
}
