/** What is wrong with entities or with a context, and where: the way to it grows as it is thrown upwards. */
export class Misread extends Error {
  override readonly name = 'Misread';
  readonly path: string[] = [];

  /** `attrs.owner`, or nothing where the whole is meant. */
  get place(): string {
    return this.path.join('.');
  }
}

/** Does something one step further down. */
export function below<Result>(step: string | number, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof Misread) error.path.unshift(String(step));
    throw error;
  }
}
