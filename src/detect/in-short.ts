import type { Text } from '#kernel';
import type { Claimed } from './book.ts';

/** What a rule sees and what it means, a sentence each, as its file explains it; a rule that explains nothing has its description or title. */
export function inShort({ guide, rule, title }: Claimed): { sees: Text; why?: Text } {
  if (guide === undefined) {
    const said = rule.description ?? '';
    return { sees: said === '' ? title : { en: firstSentence(said), ja: firstSentence(said) } };
  }
  const { en, ja } = guide.explain;
  return {
    sees: { en: firstSentence(en.how), ja: firstSentence(ja.how) },
    why: { en: firstSentence(en.why), ja: firstSentence(ja.why) },
  };
}

/** Up to the first full stop that ends a sentence: `ec2.amazonaws.com` and `e.g. x` hold none. */
export function firstSentence(text: string): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim();
  return /^.+?(?:。|[.!?](?=\s+[A-Z])|$)/su.exec(flat)?.[0] ?? flat;
}
