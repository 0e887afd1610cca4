import { useQuery } from '@tanstack/react-query';
import type { Address } from '../../address.ts';
import { eventPropertyWords, eventsWords } from '../../i18n/events.ts';
import { findingWords } from '../../i18n/finding.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { newRuleWords } from '../../i18n/new-rule.ts';
import type { EventLine } from '../../operations.ts';
import { CopyButton } from '../../parts/copy.tsx';
import { EventJson } from '../../parts/event-json.tsx';
import { Go } from '../../parts/go.tsx';
import { IfMay } from '../../parts/may.tsx';
import { Raw } from '../../parts/raw.tsx';
import { shortName } from '../../parts/short-name.tsx';
import { paths } from '../../paths.ts';
import { Lines } from '../../parts/skeleton.tsx';
import { Fault } from '../../parts/states.tsx';
import { queries } from '../../queries.ts';
import { visible } from '../../visible.ts';
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
  if (error !== null) return <Fault error={error} again={() => void refetch()} />;
  if (data === undefined) return <Lines count={6} />;
  return (
    <div className="event-body">
      <Onward line={line} search={search} show={show} />
      <div className="event-ways">
        {line.principal === '' ? null : (
          <button type="button" className="link" onClick={() => show(around(line))}>
            {say(eventsWords.around)}
          </button>
        )}
        <IfMay action="yagura:WriteRule">
          <Go to={paths.newRule({ table, time, file, position })}>{say(newRuleWords.make)}</Go>
        </IfMay>
        <CopyButton text={() => JSON.stringify(data.event, null, 2)}>{say(findingWords.copyEvent)}</CopyButton>
      </div>
      <EventJson event={data.event} matched={[]} />
      <div className="cell-small">
        <Raw of={say(eventsWords.from, { file: data.path, position })} />
      </div>
    </div>
  );
}

/** The values of the event, each a search for more of the same or for all but it. */
function Onward({ line, search, show }: WholeEventProps) {
  const { say } = useSpeech();
  const values = properties.filter((property) => line[property] !== '');
  const ways = [
    {
      to: eventsWords.onlyThese,
      named: eventsWords.only,
      by: (property: EventProperty, value: string) => ({ [property]: [value] }),
    },
    {
      to: eventsWords.withoutThese,
      named: eventsWords.without,
      by: (property: EventProperty, value: string) => ({
        [`${property}!`]: [...(search[`${property}!`] ?? []), value],
      }),
    },
  ];
  return (
    <div className="onward">
      {ways.map(({ to, named, by }) => (
        <div key={named.en}>
          <span className="quiet">{say(to)}</span>
          <span>
            {values.map((property) => (
              <button
                key={property}
                type="button"
                className="link"
                aria-label={say(named, { value: short(line[property]) })}
                title={say(eventPropertyWords[property])}
                onClick={() => show({ ...search, ...by(property, line[property]) })}
              >
                <bdi>{short(line[property])}</bdi>
              </button>
            ))}
          </span>
        </div>
      ))}
    </div>
  );
}

const properties = ['principal', 'action', 'address', 'account', 'error'] as const;

const hour = 3_600_000;

/** What the same principal did before and after. */
const around = ({ principal, time }: EventLine): Address => ({
  principal: [principal],
  from: [new Date(Date.parse(time) - hour).toISOString()],
  to: [new Date(Date.parse(time) + hour).toISOString()],
});

const short = (value: string): string => {
  const name = shortName(value);
  return visible(name.length > 48 ? `${name.slice(0, 47)}…` : name);
};
