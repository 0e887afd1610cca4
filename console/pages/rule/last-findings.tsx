import Box from '@cloudscape-design/components/box';
import { useQuery } from '@tanstack/react-query';
import { useSpeech } from '../../i18n/language.tsx';
import { ruleWords } from '../../i18n/rule.ts';
import { Go } from '../../parts/go.tsx';
import { Row, Times } from '../../parts/row.tsx';
import { ShortName } from '../../parts/short-name.tsx';
import { Unanswered } from '../../parts/unanswered.tsx';
import { Widget } from '../../parts/widget.tsx';
import { paths } from '../../paths.ts';
import { queries } from '../../queries.ts';

/** The newest findings of a rule, archived ones too. */
export function LastFindings({ id }: { id: string }) {
  const { say } = useSpeech();
  const asking = useQuery(queries.foundByRule(id));
  const { data } = asking;
  const findings = data?.findings ?? [];
  return (
    <Widget
      title={say(ruleWords.found)}
      actions={<Go to={paths.findings({ rule: id, archived: 'any' })}>{say(ruleWords.showFindings)}</Go>}
    >
      <Unanswered asked={asking} />
      {data !== undefined && findings.length === 0 ? (
        <Box color="text-body-secondary">{say(ruleWords.foundNone)}</Box>
      ) : (
        <ol className="rows">
          {findings.map(({ id: finding, type, severity, principal, resource, account, lastSeen, count }) => (
            <Row
              key={finding}
              severity={severity}
              what={
                <Go to={paths.finding(finding)}>
                  <ShortName of={principal || resource || finding} />
                </Go>
              }
              small={account}
              figure={<Times of={{ type, count }} />}
              lastSeen={lastSeen}
            />
          ))}
        </ol>
      )}
    </Widget>
  );
}
