/** A word of a condition, or a bracket; `column` counts from 1. */
export interface Word {
  readonly text: string;
  readonly column: number;
  /** The word as the language sees it: `and`, `or`, `not`, `of`, a bracket; or a name. */
  readonly sense: 'and' | 'or' | 'not' | 'of' | '(' | ')' | 'name' | 'end';
}

const senses: ReadonlySet<string> = new Set<Word['sense']>(['and', 'or', 'not', 'of', '(', ')']);
const isSense = (text: string): text is 'and' | 'or' | 'not' | 'of' | '(' | ')' => senses.has(text);

/** Cuts a condition into words; the last one is its end. Case does not matter to the words of the language. */
export function wordsOf(condition: string): Word[] {
  const words = [...condition.matchAll(/[()]|[^\s()]+/g)].map(({ 0: text, index }): Word => {
    const lower = text.toLowerCase();
    return { text, column: index + 1, sense: isSense(lower) ? lower : 'name' };
  });
  return [...words, { text: '', column: condition.length + 1, sense: 'end' }];
}
