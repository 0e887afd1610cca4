import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../call.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { findingWords } from '../../i18n/finding.ts';
import type { Occurrence } from '../../operations.ts';
import { Raw } from '../../parts/raw.tsx';
import { EventJson } from '../../parts/event-json.tsx';
import { Moment, useFigures } from '../../parts/figures.tsx';

const atOnce = 50;

interface EventsProps {
  readonly id: string;
  readonly occurrences: readonly Occurrence[];
  readonly more: number;
}

/** The events that show the finding, newest first, as their logs wrote them. */
export function Events({ id, occurrences, more }: EventsProps) {
  const { say } = useSpeech();
  const { count } = useFigures();
  const older = useInfiniteQuery({
    queryKey: ['ListOccurrences', id, occurrences.length],
    enabled: false,
    initialPageParam: occurrences.length,
    queryFn: ({ pageParam, signal }) => call('ListOccurrences', { id, limit: atOnce, offset: pageParam }, signal),
    getNextPageParam: (last, _pages, offset) => (last.occurrences.length < atOnce ? undefined : offset + atOnce),
  });
  const fetched = older.data?.pages.flatMap((page) => page.occurrences) ?? [];
  const shown = [...occurrences, ...fetched];
  const left = more - fetched.length;
  return (
    <Container
      header={
        <Header
          variant="h2"
          counter={`(${count(occurrences.length + more)})`}
          description={say(findingWords.eventsHelp)}
        >
          {say(findingWords.eventsTitle)}
        </Header>
      }
    >
      <SpaceBetween size="xs">
        {shown.map((occurrence, index) => (
          <Event
            key={`${occurrence.eventId} ${occurrence.file} ${occurrence.position}`}
            occurrence={occurrence}
            open={index === 0}
          />
        ))}
        {left > 0 ? (
          <Button
            loading={older.isFetching}
            onClick={() => void (older.data === undefined ? older.refetch() : older.fetchNextPage())}
          >
            {say(findingWords.eventsMore, { count: left })}
          </Button>
        ) : null}
        {older.error === null ? null : <Box color="text-status-error">{older.error.message}</Box>}
      </SpaceBetween>
    </Container>
  );
}

function Event({ occurrence, open }: { occurrence: Occurrence; open: boolean }) {
  const { say } = useSpeech();
  const { time, eventId, file, position, event, matched } = occurrence;
  return (
    <ExpandableSection
      variant="footer"
      defaultExpanded={open}
      headerText={
        <>
          <Moment at={time} /> <Raw of={nameOf(event) || eventId} />
        </>
      }
    >
      <SpaceBetween size="xs">
        <Box variant="small" color="text-body-secondary">
          <span className="name">{say(findingWords.eventsFrom, { file, position })}</span>
        </Box>
        <EventJson event={event} matched={matched} />
      </SpaceBetween>
    </ExpandableSection>
  );
}

/** What most logs call that which happened. */
function nameOf(event: Readonly<Record<string, unknown>>): string {
  const name = event['eventName'] ?? event['query_name'] ?? event['action'];
  return typeof name === 'string' ? name : '';
}
