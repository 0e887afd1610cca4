import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { useSpeech } from '../../i18n/language.tsx';
import type { Summary } from '../../operations.ts';
import { Moment, useFigures } from '../../parts/figures.tsx';
import { Go } from '../../parts/go.tsx';
import { Empty } from '../../parts/states.tsx';
import { paths } from '../../paths.ts';

/** Which logs were read in the span; what is silent is shown as silent, for nothing is found in it. */
export function Coverage({ coverage }: { coverage: Summary['coverage'] }) {
  const { say, pick } = useSpeech();
  const { count } = useFigures();
  return (
    <Container
      header={
        <Header variant="h2" description={say('coverage.help')}>
          {say('coverage.title')}
        </Header>
      }
      footer={<Go to={paths.sources()}>{say('coverage.all')}</Go>}
    >
      <Table
        variant="embedded"
        wrapLines
        items={coverage}
        trackBy="source"
        ariaLabels={{ tableLabel: say('coverage.title') }}
        empty={<Empty title={say('coverage.empty')} />}
        columnDefinitions={[
          {
            id: 'source',
            header: say('column.source'),
            isRowHeader: true,
            minWidth: 170,
            cell: ({ title }) => pick(title),
          },
          {
            id: 'state',
            header: say('column.state'),
            minWidth: 130,
            cell: ({ events }) => <Reading events={events} />,
          },
          { id: 'events', header: say('column.events'), minWidth: 110, cell: ({ events }) => count(events) },
          { id: 'accounts', header: say('column.accounts'), minWidth: 110, cell: ({ accounts }) => count(accounts) },
          {
            id: 'lastSeen',
            header: say('column.lastEvent'),
            minWidth: 180,
            cell: ({ lastSeen }) => <Moment at={lastSeen} />,
          },
        ]}
      />
    </Container>
  );
}

function Reading({ events }: { events: number }) {
  const { say } = useSpeech();
  return events > 0 ? (
    <StatusIndicator type="success">{say('coverage.read')}</StatusIndicator>
  ) : (
    <StatusIndicator type="stopped">{say('coverage.silent')}</StatusIndicator>
  );
}
