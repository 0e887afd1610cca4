import { useSpeech } from '../../i18n/language.tsx';
import { ruleWords } from '../../i18n/rule.ts';
import type { RuleDetail } from '../../operations.ts';
import { DayBars } from '../../parts/day-bars.tsx';
import { Widget } from '../../parts/widget.tsx';

/** How often the rule fired in the last 30 days. */
export function Lately({ rule: { days, recent } }: { rule: RuleDetail }) {
  const { say } = useSpeech();
  return (
    <Widget title={say(ruleWords.lately)} help={say(ruleWords.latelyHelp, { count: recent })}>
      {recent === 0 ? null : <DayBars days={days} label={say(ruleWords.byDay)} />}
    </Widget>
  );
}
