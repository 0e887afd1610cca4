import type { RuleBook } from './book.ts';

/** Two books as one. Of two rules with one id that of the first counts. */
export function joinBooks(first: RuleBook, second: RuleBook): RuleBook {
  return {
    rules: [...first.rules, ...second.rules.filter(({ id }) => first.claimed(id) === undefined)],
    correlations: [...first.correlations, ...second.correlations],
    windows: [...first.windows, ...second.windows],
    baselines: [...first.baselines, ...second.baselines],
    sequences: [...first.sequences, ...second.sequences],
    problems: [...first.problems, ...second.problems],
    all: [...first.all, ...second.all.filter(({ id }) => first.claimed(id) === undefined)],
    claimed: (id) => first.claimed(id) ?? second.claimed(id),
    textOf: (file) => first.textOf(file) || second.textOf(file),
  };
}

/** A book that judges nothing by these rules; what they found before can still be explained. */
export function without(book: RuleBook, off: ReadonlySet<string>): RuleBook {
  if (off.size === 0) return book;
  const isOn = ({ id }: { id: string }): boolean => !off.has(id);
  return {
    ...book,
    rules: book.rules.filter(isOn),
    correlations: book.correlations.filter(isOn),
    windows: book.windows.filter(isOn),
    baselines: book.baselines.filter(isOn),
    sequences: book.sequences.filter(isOn),
    textOf: (file) => book.textOf(file),
  };
}
