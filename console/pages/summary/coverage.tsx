import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { useSpeech } from '../../i18n/language.tsx';
import { columnWords } from '../../i18n/column.ts';
import { summaryWords } from '../../i18n/summary.ts';
import type { Summary } from '../../operations.ts';
import { Moment, useFigures } from '../../parts/figures.tsx';
import { Go } from '../../parts/go.tsx';
import { Widget } from '../../parts/widget.tsx';
import { Empty } from '../../parts/states.tsx';
import { paths } from '../../paths.ts';

/** Which logs were read in the span; what is silent is shown as silent, for nothing is found in it. */
export function Coverage({ coverage }: { coverage: Summary['coverage'] }) {
  const { say } = useSpeech();
  const { count } = useFigures();
  return (
    <Widget
      title={say(summaryWords.coverageTitle)}
      help={say(summaryWords.coverageHelp)}
      footer={<Go to={paths.sources()}>{say(summaryWords.coverageAll)}</Go>}
    >
      <Table
        variant="embedded"
        wrapLines
        items={coverage}
        trackBy="source"
        ariaLabels={{ tableLabel: say(summaryWords.coverageTitle) }}
        empty={<Empty title={say(summaryWords.coverageEmpty)} />}
        columnDefinitions={[
          {
            id: 'source',
            header: say(columnWords.source),
            isRowHeader: true,
            minWidth: 170,
            cell: ({ title }) => say(title),
          },
          {
            id: 'state',
            header: say(columnWords.state),
            minWidth: 130,
            cell: ({ events }) => <Reading events={events} />,
          },
          { id: 'events', header: say(columnWords.events), minWidth: 110, cell: ({ events }) => count(events) },
          { id: 'accounts', header: say(columnWords.accounts), minWidth: 110, cell: ({ accounts }) => count(accounts) },
          {
            id: 'lastSeen',
            header: say(columnWords.lastEvent),
            minWidth: 180,
            cell: ({ lastSeen }) => <Moment at={lastSeen} />,
          },
        ]}
      />
    </Widget>
  );
}

function Reading({ events }: { events: number }) {
  const { say } = useSpeech();
  return events > 0 ? (
    <StatusIndicator type="success">{say(summaryWords.coverageRead)}</StatusIndicator>
  ) : (
    <StatusIndicator type="stopped">{say(summaryWords.coverageSilent)}</StatusIndicator>
  );
}
