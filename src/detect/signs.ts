/** What the tags of a rule say in terms of ATT&CK. */
export interface Signs {
  /** Tactics as slugs: `defense-evasion`. */
  readonly tactics: readonly string[];
  /** Techniques as ATT&CK writes them: `T1562.008`. */
  readonly techniques: readonly string[];
}

/** Reads `attack.defense-evasion` (also written with an underscore) and `attack.t1562.008`. */
export function signsOf(tags: readonly string[]): Signs {
  const names = tags.filter((tag) => /^attack\./i.test(tag)).map((tag) => tag.slice('attack.'.length));
  const technique = /^t\d{4}(\.\d{3})?$/i;
  return {
    tactics: names.filter((name) => /^[a-z][a-z_-]+$/.test(name)).map((name) => name.replaceAll('_', '-')),
    techniques: names.filter((name) => technique.test(name)).map((name) => name.toUpperCase()),
  };
}
