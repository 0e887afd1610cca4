import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import type { Address } from '../../address.ts';
import { eventPropertyWords, eventsWords } from '../../i18n/events.ts';
import { useSpeech } from '../../i18n/language.tsx';
import type { EventLine } from '../../operations.ts';
import { Moment, useZone } from '../../parts/figures.tsx';
import { usePainted } from '../../parts/painted.ts';
import { Raw } from '../../parts/raw.tsx';
import { ShortName } from '../../parts/short-name.tsx';
import { Lines } from '../../parts/skeleton.tsx';
import { Empty, Fault, ToSources } from '../../parts/states.tsx';
import { visible } from '../../visible.ts';
import { WholeEvent } from './whole-event.tsx';
import type { useEvents } from './use-events.ts';

interface EventListProps {
  readonly events: ReturnType<typeof useEvents>;
  readonly search: Address;
  readonly show: (search: Address) => void;
}

const columns = ['time', 'principal', 'action', 'resource', 'address', 'error', 'account'] as const;

/** The events that fit, the newest first; a line opens on the whole event. */
export function EventList({ events, search, show }: EventListProps) {
  const zone = useZone();
  const { say } = useSpeech();
  const { lines, error, again, waiting, more, fetching } = events;
  if (error !== null && lines.length === 0) return <Fault error={error} again={again} />;
  if (lines.length === 0)
    return waiting ? (
      <Lines count={12} />
    ) : (
      <Empty title={say(eventsWords.nothing)} help={say(eventsWords.nothingHelp)} action={<ToSources />} />
    );
  return (
    <div className={waiting ? 'event-list waiting' : 'event-list'} aria-busy={waiting}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={`column-${column}`}>
                {say(eventPropertyWords[column])}
                {column === 'time' ? zone : ''}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={keyOf(line)} line={line} search={search} show={show} />
          ))}
        </tbody>
      </table>
      {error === null ? null : <Fault error={error} again={again} />}
      {more === undefined || error !== null ? null : (
        <Button loading={fetching} onClick={more}>
          {say(eventsWords.more)}
        </Button>
      )}
    </div>
  );
}

const keyOf = ({ table, time, file, position }: EventLine): string => `${table} ${time} ${file} ${position}`;

function Line({ line, search, show }: { line: EventLine } & Pick<EventListProps, 'search' | 'show'>) {
  const { say } = useSpeech();
  const [open, setOpen] = useState(false);
  const unfolded = usePainted(open); // the line is marked at once, and all lines below it move after that picture
  const { time, principal, action, resource, address, error, account } = line;
  return (
    <>
      <tr className={open ? 'open' : ''} onClick={() => setOpen(!open)}>
        <td>
          <button
            type="button"
            aria-expanded={open}
            aria-label={`${say(eventsWords.details)}: ${action} ${time}`}
            onClick={(event) => {
              event.stopPropagation();
              setOpen(!open);
            }}
          >
            {open ? '▾' : '▸'}
          </button>
          <Moment at={time} />
        </td>
        <td>
          <ShortName of={principal} />
        </td>
        <td>
          <Call of={line} />
        </td>
        <td>
          <ShortName of={resource} />
        </td>
        <td>
          <Raw of={address} />
        </td>
        <td className="refused column-error">
          <Raw of={error} />
        </td>
        <td className="column-account">{account}</td>
      </tr>
      {unfolded ? (
        <tr className="event-whole">
          <td colSpan={columns.length}>
            <WholeEvent line={line} search={search} show={show} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** What was called; where there is no column for it, how it failed stands below. */
function Call({ of: { service, action, error } }: { of: EventLine }) {
  const name = service === '' ? action : `${service.replace('.amazonaws.com', '')}:${action}`;
  return (
    <>
      <span title={visible(name)}>
        <Raw mono of={name} />
      </span>
      {error === '' ? null : (
        <span className="refused cell-small">
          <Raw of={error} />
        </span>
      )}
    </>
  );
}
