/**
 * Something in a rule that cannot be used. Stays inside this room: the reader of the document
 * catches it, adds file and line, and goes on with the next document.
 */
export class Trouble extends Error {
  override readonly name = 'Trouble';
  readonly remedy: string;
  /** Where in the document: keys and positions from its top. */
  readonly path: readonly (string | number)[];

  constructor(sentence: string, remedy: string, path: readonly (string | number)[] = []) {
    super(sentence);
    this.remedy = remedy;
    this.path = path;
  }
}

/** Runs `read` and says of every trouble in it that it lies below `path`. */
export function below<T>(path: readonly (string | number)[], read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Trouble) throw new Trouble(error.message, error.remedy, [...path, ...error.path]);
    throw error;
  }
}
