import type { Readable } from 'node:stream';
import type { Advance } from './advance.ts';
import type { Incoming, Tell } from './incoming.ts';
import type { Limits } from './limits.ts';
import { fromDisk, localFiles } from './local-files.ts';
import { passedOver } from './passed-over.ts';
import { standardInput } from './refusal.ts';
import type { Tally } from './tally.ts';

/** What inputs are turned into files with. */
export interface InputsContext {
  readonly limits: Limits;
  readonly tally: Tally;
  readonly advance: Advance;
  readonly stdin: Readable | undefined;
  /** The objects of an `s3://` address. */
  objects(address: string): AsyncIterable<Incoming>;
}

/** The files that inputs mean, in their order: `-` is standard input, `s3://bucket/prefix` a bucket, the rest are paths. */
export async function* filesOf(inputs: readonly string[], context: InputsContext): AsyncGenerator<Incoming> {
  void measure(inputs, context.advance);
  for (const input of inputs) {
    if (input === '-') yield fromStream(standardInput, context.stdin ?? process.stdin, context.limits.unpackedBytes);
    else if (input.startsWith('s3://')) yield* context.objects(input);
    else yield* fromPath(input, context.tally);
  }
}

/** A stream as one file: it is taken to its end before it is read. */
export const fromStream = (name: string, stream: AsyncIterable<Buffer>, most: number): Incoming => ({
  name,
  size: 0,
  fetch: (spool) => spool.take(name, stream, most),
});

async function* fromPath(path: string, tally: Tally): AsyncGenerator<Incoming> {
  for await (const file of localFiles(path, tally.problem)) {
    if (passedOver(file.path)) tally.filesPassedOver += 1;
    else yield fromDisk(file);
  }
}

const silence: Tell = () => undefined;

/** Counts the bytes that are to come, beside the reading; until then nobody knows the total. */
async function measure(inputs: readonly string[], advance: Advance): Promise<void> {
  if (inputs.some((input) => input === '-' || input.startsWith('s3://'))) return;
  let total = 0;
  for (const input of inputs) {
    for await (const { path, size } of localFiles(input, silence)) if (!passedOver(path)) total += size;
  }
  advance.expect(total);
}
