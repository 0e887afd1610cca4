import type { Sample } from './source.ts';

/** True for a file of rows in Parquet. */
export const isParquet = ({ bytes }: Sample): boolean =>
  Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'PAR1';
