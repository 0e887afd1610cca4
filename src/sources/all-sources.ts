import { folder } from '#kernel';
import type { Source } from './source.ts';

/** Every log that Yagura reads: one file each in `all/`. */
export const allSources = (): Promise<readonly Source[]> => folder<Source>(new URL('./all/', import.meta.url));
