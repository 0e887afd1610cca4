import type { Spooled } from './spool.ts';

/**
 * Files that are held from when they were fetched to the end of their reading. Of an import that breaks off all are let
 * go, also those that were fetched ahead, and those that are only being fetched then.
 */
export class InHand implements AsyncDisposable {
  private readonly held = new Set<Spooled>();
  private isOver = false;

  /** The same file; disposing of it lets it go. */
  async hold(spooled: Spooled): Promise<Spooled> {
    if (this.isOver) await spooled[Symbol.asyncDispose]();
    else this.held.add(spooled);
    const letGo = async (): Promise<void> => {
      if (this.held.delete(spooled)) await spooled[Symbol.asyncDispose]();
    };
    return { ...spooled, [Symbol.asyncDispose]: letGo };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.isOver = true;
    const left = [...this.held];
    this.held.clear();
    await Promise.all(left.map((spooled) => spooled[Symbol.asyncDispose]()));
  }
}
