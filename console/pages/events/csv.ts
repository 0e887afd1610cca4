import { csv } from '../../csv.ts';
import type { EventLine } from '../../operations.ts';

const columns = [
  'time',
  'source',
  'account',
  'region',
  'principal',
  'service',
  'action',
  'resource',
  'address',
  'error',
  'id',
] as const;

/** Events as CSV, a line each. */
export const csvOf = (lines: readonly EventLine[]): string =>
  csv([columns, ...lines.map((line) => columns.map((column) => line[column]))]);
