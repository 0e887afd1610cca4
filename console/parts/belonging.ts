import { statesWords } from '../i18n/states.ts';
import type { Sentence } from '../i18n/words.ts';
import { paths } from '../paths.ts';

/** The list to which a page belongs, and why what was in it may be gone. */
interface List {
  readonly href: string;
  readonly name: Sentence;
  readonly gone: Sentence;
}

const lists: readonly List[] = [
  { href: paths.findings(), name: statesWords.allFindings, gone: statesWords.goneFinding },
  { href: paths.rules(), name: statesWords.allRules, gone: statesWords.goneRule },
  { href: paths.policyStores(), name: statesWords.allPolicyStores, gone: statesWords.gonePolicyStore },
];

/** Of `/findings/none` the list of findings; nothing for a page that stands by itself. */
export const listOf = (pathname: string): List | undefined => lists.find(({ href }) => pathname.startsWith(`${href}/`));
