import type { Mark } from './incoming.ts';

/**
 * The files of an import in the order in which they came. Two threads read them, and they come home in any order.
 * INVARIANT: no mark of a listing is moved past a file that is not home yet.
 */
export class Arrivals {
  private files: { readonly identity: string; readonly mark: Mark | undefined }[] = [];
  private readonly home = new Set<string>();

  came(identity: string, mark: Mark | undefined): void {
    this.files.push({ identity, mark });
  }

  areHome(identities: readonly string[]): void {
    for (const identity of identities) this.home.add(identity);
  }

  /** The marks that may be moved now, in the order of their files. */
  marks(): Mark[] {
    const away = this.files.findIndex(({ identity }) => !this.home.has(identity));
    const home = this.files.splice(0, away === -1 ? this.files.length : away);
    for (const { identity } of home) this.home.delete(identity);
    return home.flatMap(({ mark }) => mark ?? []);
  }
}
