import { figuresWords } from '../../i18n/figures.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { tacticWords } from '../../i18n/tactic.ts';
import type { Sentence } from '../../i18n/words.ts';
import { Small } from '../../parts/row.tsx';

const words: Readonly<Record<string, Sentence>> = tacticWords;

/** The tactics in the reader's language, and the techniques by their number. */
export function Tactics({ tactics, techniques }: { tactics: readonly string[]; techniques: readonly string[] }) {
  const { say } = useSpeech();
  const named = tactics.map((tactic) => (words[tactic] === undefined ? tactic : say(words[tactic])));
  return (
    <>
      {named.join(', ') || say(figuresWords.none)}
      {techniques.length === 0 ? null : <Small>{techniques.join(', ')}</Small>}
    </>
  );
}
