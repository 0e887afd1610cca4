import type { Readable } from 'node:stream';
import type { IngestContext } from './context.ts';
import { ImportRun } from './import-run.ts';
import { filesOf, fromStream } from './inputs.ts';
import type { Incoming } from './incoming.ts';
import { Objects } from './s3-objects.ts';
import type { ImportReport } from './tally.ts';

/**
 * Reads logs into the lake and lets every event be judged. `inputs`: paths of files and folders, `-` for standard
 * input, `s3://bucket/prefix`. Bad input is told in the report and the rest goes on. When a promise to keep
 * something cannot be kept (the lake does not answer, the disk is full) it throws `Unavailable`; then the same call
 * again goes on where this one ended, and nothing is counted twice.
 */
export async function ingest(inputs: readonly string[], context: IngestContext): Promise<ImportReport> {
  await using objects = new Objects(context.config);
  return importing(context, (run) =>
    filesOf(inputs, {
      limits: run.limits,
      tally: run.tally,
      advance: run.advance,
      stdin: context.stdin,
      objects: (address) => objects.under(address, run),
    }),
  );
}

/** Reads one pushed file. The caller limits its size; when this settles, its events are acknowledged. */
export async function ingestStream(name: string, stream: Readable, context: IngestContext): Promise<ImportReport> {
  return importing(context, (run) => one(fromStream(name, stream, run.limits.unpackedBytes)));
}

/** Runs one import over the files that `files` names, and lets detections over many events see its span. */
export async function importing(
  context: IngestContext,
  files: (run: ImportRun) => AsyncIterable<Incoming>,
): Promise<ImportReport> {
  const began = performance.now();
  await using run = new ImportRun(context);
  await run.take(files(run));
  await run.settle();
  return run.report((performance.now() - began) / 1000);
}

async function* one(file: Incoming): AsyncGenerator<Incoming> {
  yield file;
}
