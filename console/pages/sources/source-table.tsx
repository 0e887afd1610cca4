import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useSpeech } from '../../i18n/language.tsx';
import type { SourceState } from '../../operations.ts';
import { Moment, useFigures } from '../../parts/figures.tsx';
import { Small } from '../../parts/row.tsx';
import { Empty } from '../../parts/states.tsx';

/** Every log that Yagura can read, with what has come of it so far. */
export function SourceTable({ sources }: { sources: readonly SourceState[] }) {
  const { say } = useSpeech();
  return (
    <Table
      variant="container"
      wrapLines
      items={sources.toSorted((one, other) => other.events - one.events)}
      trackBy="name"
      ariaLabels={{ tableLabel: say('sources.read') }}
      header={
        <Header variant="h2" description={say('sources.read.help')}>
          {say('sources.read')}
        </Header>
      }
      empty={<Empty title={say('coverage.empty')} />}
      columnDefinitions={useColumns()}
    />
  );
}

function useColumns(): TableProps.ColumnDefinition<SourceState>[] {
  const { say } = useSpeech();
  const { count } = useFigures();
  return [
    { id: 'source', header: say('column.source'), isRowHeader: true, minWidth: 220, cell: (one) => <Name of={one} /> },
    { id: 'events', header: say('column.events'), width: 150, cell: (one) => <Events of={one} /> },
    { id: 'refused', header: say('column.refused'), width: 130, cell: ({ refused }) => count(refused) },
    { id: 'lastSeen', header: say('column.lastEvent'), width: 270, cell: (one) => <Freshness of={one} /> },
  ];
}

function Name({ of: { title, about } }: { of: SourceState }) {
  const { pick } = useSpeech();
  return (
    <>
      <Box variant="strong">{pick(title)}</Box>
      <Small>{pick(about)}</Small>
    </>
  );
}

function Events({ of: { events, files } }: { of: SourceState }) {
  const { say } = useSpeech();
  const { count } = useFigures();
  return (
    <>
      {count(events)}
      <Small>{say('sources.files', { count: count(files) })}</Small>
    </>
  );
}

function Freshness({ of: { lastSeen, lastRead, gaps } }: { of: SourceState }) {
  const { say } = useSpeech();
  return (
    <>
      <Moment at={lastSeen} />
      {lastRead === undefined ? null : (
        <Small>
          {say('column.lastRead')} <Moment at={lastRead} />
        </Small>
      )}
      {gaps.slice(0, 3).map(({ from, to }) => (
        <StatusIndicator key={from} type="warning">
          {say('sources.gap', { from, to })}
        </StatusIndicator>
      ))}
    </>
  );
}
