import type { Clock } from '#kernel';
import type { Incoming } from './incoming.ts';
import { fromDisk, localFiles, type LocalFile } from './local-files.ts';
import { passedOver } from './passed-over.ts';
import type { Tally } from './tally.ts';

interface Seen {
  readonly size: number;
  readonly modified: number;
  taken: boolean;
}

/** Files of watched folders, each once nobody is writing it any more: its size is that of the last look. */
export class StableFiles {
  private seen = new Map<string, Seen>();
  private readonly pause: number;
  private readonly clock: Clock;

  /** `pause`: milliseconds after which a file that nobody has touched counts as complete at the first look. */
  constructor(pause: number, clock: Clock) {
    this.pause = pause;
    this.clock = clock;
  }

  /** Files that became stable since the last look, or grew. Folders that cannot be read are told in the tally. */
  async *files(folders: readonly string[], tally: Tally): AsyncGenerator<Incoming> {
    const before = this.seen;
    this.seen = new Map();
    for (const folder of folders) {
      for await (const file of localFiles(folder, tally.problem)) {
        if (!passedOver(file.path) && this.look(file, before.get(file.path))) yield fromDisk(file);
      }
    }
  }

  /** Looks at every file afresh next time: the last import did not come to its end. */
  forget(): void {
    this.seen.clear();
  }

  /** True when the file is to be read now. */
  private look({ path, size, modified }: LocalFile, before: Seen | undefined): boolean {
    const same = before !== undefined && before.size === size && before.modified === modified;
    const old = before === undefined && this.clock.now().getTime() - modified >= this.pause;
    const taken = same && before.taken;
    this.seen.set(path, { size, modified, taken: taken || same || old });
    return !taken && (same || old);
  }
}
