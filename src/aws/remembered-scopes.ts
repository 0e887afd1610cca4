import type { Scope } from './claim.ts';

/** Scopes that are kept, and characters of what one is told by: an attacker's may push out others, and nothing else. */
const [most, longest] = [1000, 1000];

/** Scopes by what stands before the signature in the header: a client sends the same text a whole day. */
export class RememberedScopes {
  readonly #known = new Map<string, Scope>();

  recall(before: string): Scope | undefined {
    return this.#known.get(before);
  }

  remember(before: string, scope: Scope): void {
    if (before.length > longest) return;
    const [oldest] = this.#known.keys();
    if (this.#known.size >= most && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(before, scope);
  }
}
