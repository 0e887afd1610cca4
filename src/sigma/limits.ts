/** Bounds on what people may hand in as rules; beyond them a rule is refused with a sentence. */
export const limits = {
  /** Characters of one file. */
  fileCharacters: 1_048_576,
  /** Levels of brackets and negations in a condition, and of maps and lists in a document. */
  depth: 32,
  /** Values that one field may be compared with, after every expansion. */
  alternatives: 20_000,
  /** Placeholders in one value. */
  placeholders: 100,
  /** Characters of one regular expression. */
  regexCharacters: 2_000,
  /** Rules that one correlation may name. */
  correlatedRules: 100,
} as const;
