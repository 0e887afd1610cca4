import type { Config } from '#kernel';

/** How much of one input is taken. Every one of them ends in a sentence, never in a crash. */
export interface Limits {
  /** Bytes of a single record; a larger one goes to quarantine. */
  readonly recordBytes: number;
  /** Bytes that one file may become when it is decompressed. */
  readonly unpackedBytes: number;
  /** Times that one file may grow when it is decompressed, once it has become larger than `ratioFrom` bytes. */
  readonly ratio: number;
  readonly ratioFrom: number;
  /** Members of one archive. */
  readonly members: number;
}

const mebibyte = 2 ** 20;
const gibibyte = 2 ** 30;

export const limitsOf = (config: Config['ingest']): Limits => ({
  recordBytes: config.recordMegabytes * mebibyte,
  unpackedBytes: 64 * gibibyte,
  ratio: 500, // logs shrink to a tenth, very dull ones to a hundredth; a bomb to less than a thousandth
  ratioFrom: gibibyte,
  members: 100_000,
});
