import Box from '@cloudscape-design/components/box';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useQuery } from '@tanstack/react-query';
import { useSpeech } from '../../i18n/language.tsx';
import { ruleWords } from '../../i18n/rule.ts';
import type { Operations, RuleDetail } from '../../operations.ts';
import { Raw } from '../../parts/raw.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Widget } from '../../parts/widget.tsx';
import { queries } from '../../queries.ts';

/** The tests that stand in a rule, run as one looks. */
export function RuleTests({ rule }: { rule: RuleDetail }) {
  const { say } = useSpeech();
  const { data, error } = useQuery(queries.ruleTests(rule.id));
  return (
    <Widget title={say(ruleWords.tests)} help={say(ruleWords.testsHelp)}>
      <Refusal error={error} />
      {data === undefined && error === null ? (
        <StatusIndicator type="loading">
          {say(rule.windowed ? ruleWords.runningApart : ruleWords.running)}
        </StatusIndicator>
      ) : null}
      {data === undefined ? null : <Outcome checked={data} own={rule.own} />}
    </Widget>
  );
}

/** Yagura's own tests have their names in English alone: elsewhere their events tell what they are. */
function Outcome({ checked, own }: { checked: Operations['CheckRule']['output']; own: boolean }) {
  const { say, language } = useSpeech();
  const isNamed = language === 'en' || !own;
  if (checked.tests.length === 0) return <Box color="text-body-secondary">{say(ruleWords.testsNone)}</Box>;
  return (
    <ul className="rule-tests">
      {checked.tests.map(({ name, shown, expected, passed }, index) => (
        // Tests may bear the same name; their order is that of the rule.
        <li key={index}>
          <StatusIndicator type={passed ? 'success' : 'error'}>
            {say(passed ? ruleWords.passed : ruleWords.failed)}
          </StatusIndicator>
          <span>
            {isNamed ? <Raw of={name} /> : null} <span className="cell-small">{say(ruleWords[expected])}</span>
            <span className="rule-test">
              <Raw of={shown} mono />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
