import { useQuery } from '@tanstack/react-query';
import type { Address } from '../../address.ts';
import type { EventCounts } from '../../operations.ts';
import { eventsWords } from '../../i18n/events.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { Go } from '../../parts/go.tsx';
import { paths } from '../../paths.ts';
import { queries } from '../../queries.ts';
import type { AskedEvents } from './use-events.ts';

interface OlderProps {
  readonly search: Address;
  readonly asked: AskedEvents;
  /** The times that the server chose. */
  readonly shown: { readonly from: string; readonly to: string };
}

/** Logs that people bring may be years old and years long: what lies before the newest day is told, and is a click away. */
export function Older({ search, asked, shown }: OlderProps) {
  const { say } = useSpeech();
  const [from, to] = [new Date(Date.parse(shown.from) - longAgo).toISOString(), shown.from];
  const counts = useQuery(countsBetween(search, asked, { from, to }));
  // The first span with events is weeks long: within it the oldest event is told to the hour.
  const [first, after] = firstSpan(counts.data, to);
  const closer = useQuery({
    ...countsBetween(search, asked, { from: first ?? to, to: after }),
    enabled: first !== undefined,
  });
  const [oldest] = firstSpan(closer.data, after);
  return (
    <p className="events-older">
      {counts.data === undefined || oldest === undefined ? null : (
        <>
          {say(eventsWords.usualShown)}{' '}
          <Go to={paths.events({ ...search, from: oldest, to: shown.to })}>
            {say(eventsWords.older, { count: counts.data.total, from: oldest.slice(0, 10) })}
          </Go>
        </>
      )}
    </p>
  );
}

const countsBetween = (search: Address, asked: AskedEvents, span: { from: string; to: string }) =>
  queries.eventCounts({ ...search, older: [span.from, span.to] }, { ...asked, ...span, buckets: 500 });

/** Where the first span with events begins, and where it ends. */
function firstSpan(counts: EventCounts | undefined, end: string): [first: string | undefined, after: string] {
  const at = counts?.spans.findIndex(({ count }) => count > 0) ?? -1;
  return [counts?.spans[at]?.at, counts?.spans[at + 1]?.at ?? end];
}

const longAgo = 25 * 365 * 86_400_000; // older than AWS is
