import type { Log, Progress, Step } from '#kernel';
import { saidOf } from './replies.ts';

/** Milliseconds between two signs of life: whoever waits hangs up on a server that is silent for long. */
const beat = 15_000;

/** How a reply is written while work goes on. */
export interface Telling {
  readonly log: Log;
  /** A step as one line. */
  readonly lineOf: (step: Step) => object;
}

/**
 * Answers with lines of JSON while work goes on: a line for each step, `{}` as a sign of life, at last `{report}` or
 * `{fault}`.
 * INVARIANT: nothing is answered before the first step. A push tells none until its whole body has arrived: browsers
 * read no reply before, and what fails until then has a status of its own.
 */
export async function asItReads(
  work: (progress: Progress) => Promise<object>,
  { log, lineOf }: Telling,
): Promise<Response> {
  const { body, begun, say, end } = lines();
  const outcome = work({ report: (step) => say(lineOf(step)) });
  await Promise.race([begun, outcome]);
  const alive = setInterval(() => say({}), beat);
  void outcome
    .then(
      (report) => say({ report }),
      (thrown: unknown) => say({ fault: saidOf(thrown, log) }),
    )
    .finally(() => {
      clearInterval(alive);
      end();
    });
  return new Response(body, { headers: { 'Content-Type': 'application/x-ndjson' } });
}

/** A body of lines; `begun` settles with the first of them. A reader who goes away stops the lines and not the work. */
function lines() {
  let open: ReadableStreamDefaultController<Uint8Array> | undefined;
  let begin: (() => void) | undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => void (open = controller),
    cancel: () => void (open = undefined),
  });
  return {
    body,
    begun,
    say: (line: object): void => {
      open?.enqueue(Buffer.from(`${JSON.stringify(line)}\n`));
      begin?.();
    },
    end: (): void => open?.close(),
  };
}
