import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useSpeech } from '../../i18n/language.tsx';
import { columnWords } from '../../i18n/column.ts';
import { sourcesWords } from '../../i18n/sources.ts';
import { summaryWords } from '../../i18n/summary.ts';
import type { SourceState } from '../../operations.ts';
import { Moment, useFigures } from '../../parts/figures.tsx';
import { Small } from '../../parts/row.tsx';
import { Sparkline } from '../../parts/day-bars.tsx';
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
      ariaLabels={{ tableLabel: say(sourcesWords.read) }}
      header={
        <Header variant="h2" description={say(sourcesWords.readHelp)}>
          {say(sourcesWords.read)}
        </Header>
      }
      empty={<Empty title={say(summaryWords.coverageEmpty)} />}
      columnDefinitions={useColumns()}
    />
  );
}

function useColumns(): TableProps.ColumnDefinition<SourceState>[] {
  const { say } = useSpeech();
  const { count } = useFigures();
  return [
    {
      id: 'source',
      header: say(columnWords.source),
      isRowHeader: true,
      minWidth: 200,
      cell: (one) => <Name of={one} />,
    },
    { id: 'events', header: say(columnWords.events), minWidth: 100, cell: (one) => <Events of={one} /> },
    { id: 'days', header: say(sourcesWords.volume), minWidth: 148, cell: (one) => <Volume of={one} /> },
    { id: 'refused', header: say(columnWords.refused), minWidth: 104, cell: ({ refused }) => count(refused) },
    { id: 'lastSeen', header: say(columnWords.lastEvent), minWidth: 200, cell: (one) => <Freshness of={one} /> },
  ];
}

function Name({ of: { title, about } }: { of: SourceState }) {
  const { say } = useSpeech();
  return (
    <>
      <Box variant="strong">{say(title)}</Box>
      <Small>{say(about)}</Small>
    </>
  );
}

function Events({ of: { events, files } }: { of: SourceState }) {
  const { say } = useSpeech();
  const { count } = useFigures();
  return (
    <>
      {count(events)}
      <Small>{say(sourcesWords.files, { count: files })}</Small>
    </>
  );
}

/** Events a day; nothing where there never was any. */
function Volume({ of: { days, title } }: { of: SourceState }) {
  const { say } = useSpeech();
  if (days.length === 0) return null;
  return <Sparkline days={days} label={say(sourcesWords.volumeOf, { title: say(title) })} />;
}

function Freshness({ of: { lastSeen, lastRead, gaps } }: { of: SourceState }) {
  const { say } = useSpeech();
  return (
    <>
      <Moment at={lastSeen} />
      {lastRead === undefined ? null : (
        <Small>
          {say(columnWords.lastRead)} <Moment at={lastRead} />
        </Small>
      )}
      {gaps.slice(0, 3).map(({ from, to, hours }) => (
        <StatusIndicator key={from} type="warning">
          {say(sourcesWords.gap, { from: hourOf(from), to: hourOf(to), count: hours })}
        </StatusIndicator>
      ))}
    </>
  );
}

const hourOf = (time: string): string => time.slice(0, 16).replace('T', ' ');
