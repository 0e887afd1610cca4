import type { Log, Progress } from '#kernel';
import { saidOf } from './replies.ts';

/**
 * Answers with lines of JSON while work goes on: `{done, total}` as far as it has come, at last `{report}` or `{fault}`.
 * INVARIANT: nothing is answered before the first progress, which is when the whole body has arrived: browsers read no
 * reply before, and what fails until then has a status of its own.
 */
export async function asItReads(work: (progress: Progress) => Promise<object>, log: Log): Promise<Response> {
  const { body, begun, say, end } = lines();
  const outcome = work({ report: ({ done, total }) => say(total === undefined ? { done } : { done, total }) });
  await Promise.race([begun, outcome]);
  void outcome
    .then(
      (report) => say({ report }),
      (thrown: unknown) => say({ fault: saidOf(thrown, log) }),
    )
    .finally(end);
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
