import type { LakeTable, Packed } from './lake.ts';

/** Packed rows as one thread tells another of them: their bytes are shared, and not copied. */
export interface Shipment {
  readonly table: LakeTable;
  readonly key: readonly string[];
  readonly length: number;
  readonly chunks: readonly Uint8Array[];
  readonly keys: readonly Uint8Array[];
}

/** INVARIANT: whoever ships rows releases them, and not before the other thread has said that they are home. */
export const shipped = (rows: Packed): Shipment => ({
  table: rows.table,
  key: rows.key,
  length: rows.length,
  chunks: rows.chunks(),
  keys: rows.keys(),
});

/** The rows of another thread. */
export const landed = ({ table, key, length, chunks, keys }: Shipment): Packed => ({
  table,
  key,
  length,
  chunks: () => chunks.map(seen),
  keys: () => keys.map(seen),
  release: () => undefined,
});

/** A buffer comes over as plain bytes. */
const seen = ({ buffer, byteOffset, length }: Uint8Array): Buffer => Buffer.from(buffer, byteOffset, length);
