import { z } from 'zod';
import { apart, Fault, issuesText, type Text } from '#kernel';

/** The test of a rule that something is made from. */
interface InTest {
  readonly file: string;
  /** As the test is called. */
  readonly name: string;
}

/** What the test of a rule at this place is called. */
export const nameOfTest = ({ name }: { readonly name?: string | undefined }, index: number): string =>
  name ?? `test ${index + 1}`;

/** What is made from the lines of a test. Where they cannot be read, `BadRule` says in which test of which file, and why. */
export function inTest<Made>({ file, name }: InTest, make: () => Made): Made {
  try {
    return make();
  } catch (thrown) {
    const why = whyUnreadable(thrown);
    if (why === undefined) throw thrown;
    const said = {
      en: `The test "${name}" in ${file} cannot be read: ${why.en} Mend that line of the test.`,
      ja: `${file} のテスト「${name}」を読めません。${apart(why.ja)}テストの該当する行を直してください。`,
    };
    throw new Fault('BadRule', said, { cause: thrown });
  }
}

function whyUnreadable(thrown: unknown): Text | undefined {
  if (thrown instanceof Fault) return thrown.text;
  if (!(thrown instanceof z.ZodError)) return undefined;
  const { en, ja } = issuesText(thrown, { whole: { en: 'the line', ja: '行' } });
  return { en: `${en}.`, ja: `${ja}。` };
}
