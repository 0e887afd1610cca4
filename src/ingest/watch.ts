import { setTimeout } from 'node:timers/promises';
import { textOf, type Text } from '#kernel';
import type { IngestContext } from './context.ts';
import type { ImportRun } from './import-run.ts';
import type { Incoming } from './incoming.ts';
import { importing } from './ingest.ts';
import { Queue } from './queue.ts';
import { Objects } from './s3-objects.ts';
import { StableFiles } from './stable-files.ts';
import type { ImportReport } from './tally.ts';

const longestPause = 600_000;
const pollSeconds = 20;

/**
 * Reads what `ingest.watch` names again and again, and the objects that `ingest.sqs` tells of, until disposed of.
 * When the lake or a place does not answer it says so, waits longer each time, and goes on where it was: what was
 * not acknowledged is read again.
 */
export function watch(context: IngestContext): AsyncDisposable {
  const { config } = context;
  const stop = new AbortController();
  const objects = new Objects(config);
  const queues = config.sqs.map((url) => new Queue(url, objects, context));
  const stable = new StableFiles(config.watchSeconds * 1000, context.clock);
  const pause = config.watchSeconds * 1000;
  const looks = [
    ...(config.watch.length === 0
      ? []
      : [{ places: config.watch, look: () => lookAt(stable, objects, context, stop.signal), pause }]),
    ...queues.map((queue) => ({ places: [queue.url], look: () => queue.next(pollSeconds, stop.signal), pause: 0 })),
  ];
  const loops = looks.map((one) => repeat({ ...one, signal: stop.signal }, context));
  return {
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await Promise.all(loops);
      for (const part of [...queues, objects]) await part[Symbol.asyncDispose]();
    },
  };
}

interface Look {
  /** The addresses that are looked at. */
  readonly places: readonly string[];
  readonly look: () => Promise<ImportReport | undefined>;
  /** Milliseconds between two looks. */
  readonly pause: number;
  readonly signal: AbortSignal;
}

async function repeat({ places, look, pause, signal }: Look, context: IngestContext): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      const report = await look();
      failures = 0;
      tell(context, places, { problems: report?.problems ?? [], files: report?.filesRead ?? 0 });
    } catch (error) {
      failures += 1;
      const { en, ja } = textOf(error);
      const problem = {
        en: `${en} Reading goes on by itself as soon as that is mended.`,
        ja: `${ja}解消すると、読み込みは自動で再開します。`,
      };
      tell(context, places, { problems: [problem], files: 0 }, true);
    }
    const wait = failures === 0 ? pause : Math.min(longestPause, 1000 * 2 ** failures);
    await setTimeout(wait, undefined, { signal }).catch(() => undefined); // ended
  }
}

/**
 * Keeps how places were found: a problem is that of the place it names, or of all of them when none could be looked at.
 * What is said of a place itself holds until it is looked at again; what is said of a file in it stays. The log tells
 * each once, for whoever runs the server without looking at the page.
 */
function tell(
  { status, log }: IngestContext,
  places: readonly string[],
  { problems, files }: { problems: readonly Text[]; files: number },
  ofAll = false,
): void {
  if (status === undefined) return;
  const fresh = new Set<string>();
  for (const place of places) {
    const problem = problems.find(({ en }) => ofAll || placeIn(en, places) === place);
    if (problem !== undefined && problem.en !== status.lookedAt(place).problem?.en) fresh.add(problem.en);
    status.looked(place, { problem, files });
  }
  const ofFiles = problems.filter(({ en }) => !ofAll && !places.some((place) => en.startsWith(`${place}: `)));
  for (const { en } of status.trouble(ofFiles)) fresh.add(en);
  for (const sentence of fresh) log?.warn(sentence);
}

/** The place that a sentence names: of two, one of which begins with the other, the longer. */
const placeIn = (sentence: string, places: readonly string[]): string | undefined =>
  places.filter((place) => sentence.includes(place)).toSorted((one, other) => other.length - one.length)[0];

async function lookAt(
  stable: StableFiles,
  objects: Objects,
  context: IngestContext,
  signal: AbortSignal,
): Promise<ImportReport> {
  try {
    return await importing(context, (run) => until(signal, newFiles(stable, objects, run)));
  } catch (error) {
    stable.forget();
    throw error;
  }
}

async function* newFiles(stable: StableFiles, objects: Objects, run: ImportRun): AsyncGenerator<Incoming> {
  const places = run.context.config.watch;
  yield* stable.files(
    places.filter((place) => !place.startsWith('s3://')),
    run.tally,
  );
  for (const place of places) if (place.startsWith('s3://')) yield* objects.under(place, run);
}

async function* until<T>(signal: AbortSignal, items: AsyncIterable<T>): AsyncGenerator<T> {
  for await (const item of items) {
    if (signal.aborted) return;
    yield item;
  }
}
