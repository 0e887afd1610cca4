import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useSpeech } from '../../i18n/language.tsx';
import { columnWords } from '../../i18n/column.ts';
import { summaryWords } from '../../i18n/summary.ts';
import type { Summary } from '../../operations.ts';
import { Moment, useFigures } from '../../parts/figures.tsx';
import { Go } from '../../parts/go.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import { Widget } from '../../parts/widget.tsx';
import { paths } from '../../paths.ts';

/** Which logs were read in the span, and after them what is silent: nothing is found in it. */
export function Coverage({ coverage }: { coverage: Summary['coverage'] }) {
  const { say } = useSpeech();
  return (
    <Widget
      fit
      title={say(summaryWords.coverageTitle)}
      help={say(summaryWords.coverageHelp)}
      footer={<Go to={paths.sources()}>{say(summaryWords.coverageAll)}</Go>}
    >
      <Logs coverage={coverage.toSorted((one, other) => Number(isSilent(one)) - Number(isSilent(other)))} />
    </Widget>
  );
}

function Logs({ coverage }: { coverage: Summary['coverage'] }) {
  const { say } = useSpeech();
  const { count } = useFigures();
  return (
    <div className="coverage">
      <PlainTable
        name={say(summaryWords.coverageTitle)}
        rows={coverage}
        keyOf={({ source }) => source}
        columns={[
          { head: columnWords.source, cell: ({ title }) => say(title) },
          { head: columnWords.state, cell: (log) => <Reading log={log} /> },
          { head: columnWords.events, cell: ({ events }) => count(events), figure: true },
          { head: columnWords.accounts, cell: ({ accounts }) => count(accounts), figure: true },
          { head: columnWords.lastEvent, time: true, cell: ({ lastSeen }) => <Moment at={lastSeen} /> },
        ]}
      />
    </div>
  );
}

type Log = Summary['coverage'][number];

const isSilent = ({ events }: Log): boolean => events === 0;

function Reading({ log }: { log: Log }) {
  const { say } = useSpeech();
  return (
    <StatusIndicator type={isSilent(log) ? 'stopped' : 'success'} wrapText={false}>
      {say(isSilent(log) ? summaryWords.coverageSilent : summaryWords.coverageRead)}
    </StatusIndicator>
  );
}
