import { Fault } from '#kernel';
import { recordLimit, type Cut, type Cutter } from './cut.ts';
import { CsvRecords } from './csv-records.ts';
import { JsonRecords } from './json-records.ts';
import { LineRecords } from './line-records.ts';
import type { Framing, Sample, Source } from './source.ts';

/** The most bytes of a file by which its source is told. */
export const sampleSize = 64 * 1024;

/** The start of a file (decompressed) as sources look at it. Bytes beyond `sampleSize` are not looked at. */
export function sampleOf(bytes: Uint8Array): Sample {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, sampleSize));
  const text = start.toString('utf8').replace(/^\uFEFF/, '');
  return { bytes: start, text, first: text.includes('{') ? firstValue(start) : undefined };
}

/** The source that is surest that it can read this; nothing when none knows it. */
export function recognise(sources: readonly Source[], sample: Sample): Source | undefined {
  let best: { source: Source; score: number } | undefined;
  for (const source of sources) {
    const score = source.recognise(sample);
    if (score > (best?.score ?? 0)) best = { source, score };
  }
  return best?.source;
}

/**
 * A cutter for files of this framing; `reading` says that every record will be read, and none passed over by its bytes.
 * Parquet is no stream: its rows are read with a library.
 */
export function cutterOf(framing: Exclude<Framing, 'parquet'>, limit = recordLimit, reading = true): Cutter {
  if (framing === 'json') return new JsonRecords(limit, reading);
  return framing === 'csv' ? new CsvRecords(limit) : new LineRecords(limit);
}

/** The first record that says something; the last one of the sample is usually cut off and comes last. */
function firstValue(bytes: Buffer): unknown {
  const cutter = new JsonRecords(recordLimit, false);
  let first: unknown;
  for (const cut of [...cutter.push(bytes), ...cutter.end()]) {
    const value = valueOf(cut, cutter);
    if (saysSomething(value)) return value;
    first ??= value;
  }
  return first;
}

/** Undefined for a damaged record: the next may tell. */
function valueOf(cut: Cut, cutter: Cutter): unknown {
  try {
    return cutter.said(cut).value;
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    return undefined;
  }
}

const saysSomething = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;
