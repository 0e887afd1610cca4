import Box from '@cloudscape-design/components/box';
import { useSpeech } from '../../i18n/language.tsx';
import { ruleWords } from '../../i18n/rule.ts';
import type { RuleDetail } from '../../operations.ts';
import { Widget } from '../../parts/widget.tsx';
import { rightly, Verdicts } from '../rules/verdicts.tsx';

/** The verdicts on the findings of a rule. */
export function Judged({ tally }: { tally: RuleDetail['tally'] }) {
  const { say } = useSpeech();
  return (
    <Widget title={say(ruleWords.judged)}>
      {rightly(tally) < 0 ? (
        <Box color="text-body-secondary">{say(ruleWords.judgedNone)}</Box>
      ) : (
        <Verdicts tally={tally} />
      )}
    </Widget>
  );
}
