import { useSpeech } from '../../i18n/language.tsx';
import { rulesWords } from '../../i18n/rules.ts';
import type { RuleLine } from '../../operations.ts';
import { useFigures } from '../../parts/figures.tsx';
import { Small } from '../../parts/row.tsx';

type Tally = RuleLine['tally'];

/** What people judged the findings of a rule to be, and how much of it was rightly found. */
export function Verdicts({ tally }: { tally: Tally }) {
  const { say } = useSpeech();
  const { percent } = useFigures();
  const { true: attack, benign, false: wrong } = tally.verdicts;
  if (attack + benign + wrong === 0) return <span className="cell-small">{say(rulesWords.unjudged)}</span>;
  return (
    <>
      {say(rulesWords.precision, { percent: percent(rightly(tally)) })}
      <Small>{say(rulesWords.tally, { attack, benign, wrong })}</Small>
    </>
  );
}

/** The share of judged findings that were rightly found, harmless ones too; -1 where nobody judged. */
export function rightly({ verdicts: { true: attack, benign, false: wrong } }: Tally): number {
  const judged = attack + benign + wrong;
  return judged === 0 ? -1 : (attack + benign) / judged;
}
