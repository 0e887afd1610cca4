import { sentenceOf, type Log } from '#kernel';

interface Again {
  /** Milliseconds from one time to the next. */
  readonly every: number;
  /** What is logged when it fails; it is tried again the next time. */
  readonly trouble: string;
  readonly log: Log;
}

/** Does something now and again until disposed of. */
export function again(work: () => Promise<void>, { every, trouble, log }: Again): AsyncDisposable {
  const run = (): void => void work().catch((error: unknown) => log.error({ reason: sentenceOf(error) }, trouble));
  const timer = setInterval(run, every);
  timer.unref();
  run();
  return { [Symbol.asyncDispose]: () => Promise.resolve(clearInterval(timer)) };
}
