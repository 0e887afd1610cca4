import { remembered } from '#kernel';

/**
 * What exact texts and parts of texts lead to: the rules to look at for a value.
 * Where there are many texts answers are remembered, up to a bound, since values repeat; a handful is compared
 * with each value, which costs less than looking a long value up.
 */
export class ProbeTable<T> {
  readonly #exact = new Map<string, T[]>();
  readonly #parts = new Map<string, T[]>();
  /** Made when it is first asked; what is added makes it anew. */
  #remembered: ((value: string) => readonly T[]) | undefined;

  add(probe: { readonly exact: boolean; readonly text: string }, entry: T): void {
    const texts = probe.exact ? this.#exact : this.#parts;
    const entries = texts.get(probe.text);
    if (entries) entries.push(entry);
    else texts.set(probe.text, [entry]);
    this.#remembered = undefined;
  }

  /** Everything whose text the value is or holds, in any case. */
  entriesFor(value: string): readonly T[] {
    if (this.#exact.size + this.#parts.size <= handful) return this.#compared(value.toLowerCase());
    this.#remembered ??= remembered((text) => this.#lookedUp(text.toLowerCase()), rememberedValues);
    return this.#remembered(value);
  }

  #lookedUp(lower: string): readonly T[] {
    return merged(this.#exact.get(lower) ?? nothing, this.#holding(lower));
  }

  #compared(lower: string): readonly T[] {
    let entries = this.#holding(lower);
    for (const [text, more] of this.#exact) if (lower === text) entries = merged(more, entries);
    return entries;
  }

  #holding(lower: string): readonly T[] {
    let entries: readonly T[] = nothing;
    for (const [text, more] of this.#parts) if (lower.includes(text)) entries = merged(entries, more);
    return entries;
  }
}

const nothing: readonly never[] = [];
const handful = 6;
const rememberedValues = 8192;

const merged = <T>(one: readonly T[], other: readonly T[]): readonly T[] => {
  if (one.length === 0) return other;
  return other.length === 0 ? one : [...one, ...other];
};
