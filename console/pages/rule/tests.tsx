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
      {data === undefined ? null : <Outcome checked={data} />}
    </Widget>
  );
}

function Outcome({ checked }: { checked: Operations['CheckRule']['output'] }) {
  const { say } = useSpeech();
  if (checked.tests.length === 0) return <Box color="text-body-secondary">{say(ruleWords.testsNone)}</Box>;
  return (
    <ul className="rule-tests">
      {checked.tests.map(({ name, expected, passed }, index) => (
        // Tests may bear the same name; their order is that of the rule.
        <li key={index}>
          <StatusIndicator type={passed ? 'success' : 'error'}>
            {say(passed ? ruleWords.passed : ruleWords.failed)}
          </StatusIndicator>
          <span>
            <Raw of={name} /> <span className="cell-small">{say(ruleWords[expected])}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
