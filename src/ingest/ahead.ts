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

/** Runs jobs one after the other, in the order in which they were asked for; once one has failed, none is started any more. */
export class InTurn {
  private last: Promise<void> = Promise.resolve();

  /** Settles when the job is done. Throws what it threw, or one before it. */
  run(job: () => Promise<void>): Promise<void> {
    this.last = this.last.then(job);
    this.last.catch(() => undefined); // told to whoever asked
    return this.last;
  }

  async idle(): Promise<void> {
    await this.last;
  }
}
