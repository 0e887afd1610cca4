import { setFlagsFromString } from 'node:v8';

/**
 * Lets the heap of JavaScript become twice what lives in it before the collector of garbage looks at all of that.
 * Bytes of files and of packed rows lie outside of the heap and count as its growth; by itself V8 takes a tenth for
 * enough where few objects come to be, and looked at everything for each 8 MB of flow records, a quarter of all work.
 */
export const letHeapGrow = (): void => setFlagsFromString('--heap-growing-percent=100');
