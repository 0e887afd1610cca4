import { resolve } from 'node:path';

/**
 * An input as it is called from wherever one stands: a file is known by its path when it has grown, and a server that
 * reads it stands elsewhere.
 */
export const wholePath = (input: string): string =>
  input === '-' || input.startsWith('s3://') ? input : resolve(input);
