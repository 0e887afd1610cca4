/**
 * What exact texts and parts of texts lead to: the rules to look at for a value.
 * Values repeat, so answers are remembered, up to a bound.
 */
export class ProbeTable<T> {
  readonly #exact = new Map<string, T[]>();
  readonly #parts: { readonly text: string; readonly entries: T[] }[] = [];
  readonly #remembered = new Map<string, readonly T[]>();

  add(probe: { readonly exact: boolean; readonly text: string }, entry: T): void {
    const entries = probe.exact
      ? this.#exact.get(probe.text)
      : this.#parts.find(({ text }) => text === probe.text)?.entries;
    if (entries) entries.push(entry);
    else if (probe.exact) this.#exact.set(probe.text, [entry]);
    else this.#parts.push({ text: probe.text, entries: [entry] });
  }

  /** Everything whose text the value is or holds, in any case. */
  entriesFor(value: string): readonly T[] {
    const known = this.#remembered.get(value);
    if (known) return known;
    const lower = value.toLowerCase();
    const entries = [
      ...(this.#exact.get(lower) ?? []),
      ...this.#parts.filter(({ text }) => lower.includes(text)).flatMap((part) => part.entries),
    ];
    if (value.length <= rememberedCharacters) {
      if (this.#remembered.size >= rememberedValues) this.#remembered.clear();
      this.#remembered.set(value, entries);
    }
    return entries;
  }
}

const rememberedValues = 8192;
const rememberedCharacters = 256;
