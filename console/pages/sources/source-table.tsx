import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import { useSpeech } from '../../i18n/language.tsx';
import type { SourceState } from '../../operations.ts';
import { Moment, useFigures } from '../../parts/figures.tsx';
import { Empty } from '../../parts/states.tsx';

/** Every log that Yagura can read, with what has come of it so far. */
export function SourceTable({ sources }: { sources: readonly SourceState[] }) {
  const { say, pick } = useSpeech();
  const { count } = useFigures();
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
      columnDefinitions={[
        {
          id: 'source',
          header: say('column.source'),
          isRowHeader: true,
          minWidth: 300,
          cell: ({ title, about }) => (
            <>
              <Box variant="strong">{pick(title)}</Box>
              <Box variant="small" color="text-body-secondary" display="block">
                {pick(about)}
              </Box>
            </>
          ),
        },
        { id: 'events', header: say('column.events'), cell: ({ events }) => count(events), width: 120 },
        { id: 'files', header: say('column.files'), cell: ({ files }) => count(files), width: 100 },
        { id: 'refused', header: say('column.refused'), cell: ({ refused }) => count(refused), width: 110 },
        {
          id: 'lastSeen',
          header: say('column.lastEvent'),
          cell: ({ lastSeen }) => <Moment at={lastSeen} />,
          width: 180,
        },
        {
          id: 'lastRead',
          header: say('column.lastRead'),
          cell: ({ lastRead }) => <Moment at={lastRead} />,
          width: 180,
        },
      ]}
    />
  );
}
