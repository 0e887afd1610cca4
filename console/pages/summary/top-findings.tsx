import Toggle from '@cloudscape-design/components/toggle';
import { useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { useSpeech } from '../../i18n/language.tsx';
import { summaryWords } from '../../i18n/summary.ts';
import type { Condition, Finding } from '../../operations.ts';
import { Go } from '../../parts/go.tsx';
import { Row, Times } from '../../parts/row.tsx';
import { ShortName } from '../../parts/short-name.tsx';
import { Empty, ToSources } from '../../parts/states.tsx';
import { Unanswered } from '../../parts/unanswered.tsx';
import { Lines } from '../../parts/skeleton.tsx';
import { Widget } from '../../parts/widget.tsx';
import { paths } from '../../paths.ts';
import { queries } from '../../queries.ts';
import { searchOf } from '../findings-search.ts';
import type { Within } from './within.ts';

const most = 8;

/** The findings to read first, worst first; or the attack sequences alone. */
export function TopFindings({ findings, within }: { findings: readonly Finding[]; within: Within }) {
  const { say } = useSpeech();
  const [sequences, setSequences] = useState(false);
  const only: Condition[] = sequences ? [{ property: 'type', operator: ':', values: ['AttackSequence:'] }] : [];
  const where = [...within.where, ...only];
  const list = { where, archived: false as const, sort: 'severity' as const, descending: true };
  const asking = useQuery({ ...queries.findings(list, 0), enabled: sequences });
  const shown = sequences ? asking.data?.findings.slice(0, most) : findings;
  const search = searchOf(where);
  return (
    <Widget
      fit
      title={say(summaryWords.topTitle)}
      help={say(summaryWords.topHelp)}
      footer={<Go to={paths.findings(search)}>{say(summaryWords.topAll)}</Go>}
      actions={
        <Toggle checked={sequences} onChange={({ detail }) => setSequences(detail.checked)}>
          {say(summaryWords.topSequences)}
        </Toggle>
      }
    >
      {sequences ? <Unanswered asked={asking} /> : null}
      {asking.isLoading ? <Lines count={5} /> : null}
      {shown?.length === 0 ? (
        <Empty title={say(summaryWords.topEmpty)} help={say(summaryWords.topEmptyHelp)} action={<ToSources />} />
      ) : null}
      <ol className="rows">
        {shown?.map((finding) => (
          <Row
            key={finding.id}
            severity={finding.severity}
            what={<Go to={paths.finding(finding.id, search)}>{say(finding.title)}</Go>}
            small={<Where finding={finding} />}
            figure={<Times of={finding} />}
            lastSeen={finding.lastSeen}
          />
        ))}
      </ol>
    </Widget>
  );
}

/** Who did it, to what; where, when the log does not name both. */
function Where({ finding: { account, resource, principal } }: { finding: Finding }) {
  const names = [...new Set([principal, resource, account])].filter((name) => name !== '').slice(0, 2);
  return names.map((name, index) => (
    <Fragment key={name}>
      {index === 0 ? null : ' · '}
      <ShortName of={name} />
    </Fragment>
  ));
}
