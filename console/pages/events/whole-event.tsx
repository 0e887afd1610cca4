import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import type { Address } from '../../address.ts';
import { eventsWords } from '../../i18n/events.ts';
import { findingWords } from '../../i18n/finding.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { newRuleWords } from '../../i18n/new-rule.ts';
import type { EventLine } from '../../operations.ts';
import { CopyButton } from '../../parts/copy.tsx';
import { EventJson } from '../../parts/event-json.tsx';
import { Go } from '../../parts/go.tsx';
import { Raw } from '../../parts/raw.tsx';
import { paths } from '../../paths.ts';
import { Lines } from '../../parts/skeleton.tsx';
import { Fault } from '../../parts/states.tsx';
import { queries } from '../../queries.ts';
import type { EventProperty } from '../events-search.ts';

interface WholeEventProps {
  readonly line: EventLine;
  readonly search: Address;
  readonly show: (search: Address) => void;
}

/** What an event says in full, and the searches that lead on from it. */
export function WholeEvent({ line, search, show }: WholeEventProps) {
  const { say } = useSpeech();
  const { table, time, file, position } = line;
  const { data, error, refetch } = useQuery(queries.event({ table, time, file, position }));
  const whole = useDeferredValue(data ?? null, null); // the row opens first, also on an event that is at hand
  if (error !== null) return <Fault error={error} again={() => void refetch()} />;
  if (whole === null) return <Lines count={6} />;
  return (
    <SpaceBetween size="xs">
      <Onward line={line} search={search} show={show} />
      <div className="event-tools">
        <Raw of={say(eventsWords.from, { file: whole.path, position })} />
        <span className="event-tools">
          <Go to={paths.newRule({ table, time, file, position })}>{say(newRuleWords.make)}</Go>
          <CopyButton text={() => JSON.stringify(whole.event, null, 2)}>{say(findingWords.copyEvent)}</CopyButton>
        </span>
      </div>
      <EventJson event={whole.event} matched={[]} />
    </SpaceBetween>
  );
}

const hour = 3_600_000;

/** The values of the event, each a search for more of the same or for all but it. */
function Onward({ line, search, show }: WholeEventProps) {
  const { say } = useSpeech();
  const values: readonly (readonly [EventProperty, string])[] = [
    ['principal', line.principal],
    ['action', line.action],
    ['address', line.address],
    ['account', line.account],
    ['error', line.error],
  ];
  const around = {
    principal: [line.principal],
    from: [new Date(Date.parse(line.time) - hour).toISOString()],
    to: [new Date(Date.parse(line.time) + hour).toISOString()],
  };
  return (
    <div className="onward">
      {values
        .filter(([, value]) => value !== '')
        .map(([property, value]) => (
          <span key={property}>
            <Button variant="inline-link" onClick={() => show({ ...search, [property]: [value] })}>
              {say(eventsWords.only, { value: short(value) })}
            </Button>
            <Button
              variant="inline-icon"
              iconName="close"
              ariaLabel={say(eventsWords.without, { value: short(value) })}
              onClick={() => show({ ...search, [`${property}!`]: [...(search[`${property}!`] ?? []), value] })}
            />
          </span>
        ))}
      {line.principal === '' ? null : (
        <Button variant="inline-link" onClick={() => show(around)}>
          {say(eventsWords.around)}
        </Button>
      )}
    </div>
  );
}

const short = (value: string): string => (value.length > 48 ? `…${value.slice(-47)}` : value);
