import type { Text } from '#kernel';
import type { RuleProblem } from './rule.ts';

/**
 * Something in a rule that cannot be used. Stays inside this room: the reader of the document
 * catches it, adds file and line, and goes on with the next document.
 */
export class Trouble extends Error {
  override readonly name = 'Trouble';
  readonly sentence: Text;
  readonly remedy: Text;
  /** Where in the document: keys and positions from its top. */
  readonly path: readonly (string | number)[];

  constructor(sentence: Text, remedy: Text, path: readonly (string | number)[] = []) {
    super(sentence.en);
    this.sentence = sentence;
    this.remedy = remedy;
    this.path = path;
  }
}

/** Runs `read` and says of every trouble in it that it lies below `path`. */
export function below<T>(path: readonly (string | number)[], read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Trouble) throw new Trouble(error.sentence, error.remedy, [...path, ...error.path]);
    throw error;
  }
}

/** Where a trouble stands and what it says, as a problem. */
export const problemAt = (
  { file, line }: Pick<RuleProblem, 'file' | 'line'>,
  { sentence, remedy }: Pick<Trouble, 'sentence' | 'remedy'>,
): RuleProblem => ({
  file,
  line,
  sentence: sentence.en,
  remedy: remedy.en,
  ja: { sentence: sentence.ja, remedy: remedy.ja },
});
