import Button from '@cloudscape-design/components/button';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../call.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { findingWords } from '../../i18n/finding.ts';
import { newRuleWords } from '../../i18n/new-rule.ts';
import type { Occurrence } from '../../operations.ts';
import { CopyButton } from '../../parts/copy.tsx';
import { Go } from '../../parts/go.tsx';
import { IfMay } from '../../parts/may.tsx';
import { Raw } from '../../parts/raw.tsx';
import { EventJson } from '../../parts/event-json.tsx';
import { paths } from '../../paths.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { Widget } from '../../parts/widget.tsx';
import { visible } from '../../visible.ts';
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
    <Widget
      title={say(findingWords.eventsTitle)}
      counter={`(${count(occurrences.length + more)})`}
      help={say(findingWords.eventsHelp)}
    >
      <div className="event-folds">
        {shown.map((occurrence, index) => (
          <Event
            key={`${occurrence.eventId} ${occurrence.file} ${occurrence.position}`}
            occurrence={occurrence}
            first={index === 0}
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
        <Refusal error={older.error} />
      </div>
    </Widget>
  );
}

/** One event, unfolded when it is wanted: only then its text is written. */
function Event({ occurrence, first }: { occurrence: Occurrence; first: boolean }) {
  const { say } = useSpeech();
  const [open, setOpen] = useState(first);
  const { time, eventId, table, file, position, event, matched } = occurrence;
  return (
    <details className="event-fold" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Moment at={time} zoned /> <Raw of={nameOf(event) || eventId} />
      </summary>
      {open ? (
        <>
          <Matched event={event} matched={matched} />
          <div className="event-tools">
            <span className="cell-small">
              <Raw of={say(findingWords.eventsFrom, { file, position })} />
            </span>
            <span className="event-tools">
              <IfMay action="yagura:WriteRule">
                <Go to={paths.newRule({ table, time, file, position })}>{say(newRuleWords.make)}</Go>
              </IfMay>
              <CopyButton text={() => JSON.stringify(event, null, 2)}>{say(findingWords.copyEvent)}</CopyButton>
            </span>
          </div>
          <EventJson event={event} matched={matched} />
        </>
      ) : null}
    </details>
  );
}

/** The fields that made the rule match, with what they hold. */
function Matched({ event, matched }: Pick<Occurrence, 'event' | 'matched'>) {
  const { say } = useSpeech();
  if (matched.length === 0) return null;
  return (
    <div className="matched">
      <span>{say(findingWords.matched)}:</span>
      {matched.map((path) => (
        <code key={path}>{visible(`${path} = ${written(valueAt(event, path))}`, 300)}</code>
      ))}
    </div>
  );
}

/** The value at a dotted path, as Sigma writes it; a key that itself holds dots is tried first. */
function valueAt(event: unknown, path: string): unknown {
  if (typeof event !== 'object' || event === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(event));
  if (fields.has(path)) return fields.get(path);
  const [name = '', ...rest] = path.split('.');
  const value = fields.get(name);
  return rest.length === 0 ? value : valueAt(value, rest.join('.'));
}

const written = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '–'));

/** What most logs call that which happened. */
function nameOf(event: Readonly<Record<string, unknown>>): string {
  const name = event['eventName'] ?? event['query_name'] ?? event['action'];
  return typeof name === 'string' ? name : '';
}
