import { statfs } from 'node:fs/promises';
import { Fault } from '#kernel';

/** What making every table takes, twice over. */
const least = 3 * 2 ** 20;

/**
 * Refuses to open data on a full disk. Throws `Unavailable`.
 * INVARIANT: no table is made or changed without room: the engine would keep an empty definition of it, and then could
 * never open its folder again.
 */
export async function refuseFull(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= least) return;
  throw new Fault('Unavailable', {
    en: `The disk of ${folder} is full. Make room, then repeat; what was acknowledged is kept.`,
    ja: `${folder} のディスクがいっぱいです。空きを増やしてから、もう一度実行してください。受け付けた分は残っています。`,
  });
}
