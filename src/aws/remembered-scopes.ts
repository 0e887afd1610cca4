import type { Scope } from './claim.ts';

/** Scopes that are kept, and characters of what one is told by: an attacker's may push out others, and nothing else. */
const [most, longest] = [1000, 1000];

/** Scopes by what stands before the signature in the header: a client sends the same text a whole day. */
export class RememberedScopes {
  readonly #known = new Map<string, Scope>();
  /** Of the last request: the next is often of the same client, and comparing is faster than looking up. */
  #last: { readonly before: string; readonly scope: Scope } | undefined;

  recall(before: string): Scope | undefined {
    if (before === this.#last?.before) return this.#last.scope;
    const scope = this.#known.get(before);
    if (scope !== undefined) this.#last = { before, scope };
    return scope;
  }

  remember(before: string, scope: Scope): void {
    if (before.length > longest) return;
    const [oldest] = this.#known.keys();
    if (this.#known.size >= most && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(before, scope);
  }
}
