import { setImmediate } from 'node:timers/promises';

/** Plain bytes that are read at a stretch: a few milliseconds of work. */
const stretch = 128 * 1024;

/**
 * Lets everything else have its turn now and then: what is in memory is read without ever waiting, and meanwhile no
 * page would be answered and no batch would get on.
 */
export class Breath {
  private bytes = 0;

  async after(bytes: number): Promise<void> {
    this.bytes += bytes;
    if (this.bytes < stretch) return;
    this.bytes = 0;
    await setImmediate();
  }
}
