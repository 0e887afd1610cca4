import type { Text } from '#kernel';

/** What is wrong with entities or with a context, and where: the way to it grows as it is thrown upwards. */
export class Misread extends Error {
  override readonly name = 'Misread';
  /** The message in Japanese, as far as it is known. */
  ja: string;
  readonly path: string[] = [];

  constructor(said: string | Text, options?: ErrorOptions) {
    super(typeof said === 'string' ? said : said.en, options);
    this.ja = typeof said === 'string' ? said : said.ja;
  }

  get text(): Text {
    return { en: this.message, ja: this.ja };
  }

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
