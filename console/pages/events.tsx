import './events/events.css';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import { getRouteApi } from '@tanstack/react-router';
import { readAddress, writeAddress, type Address } from '../address.ts';
import { eventsWords } from '../i18n/events.ts';
import { useSpeech } from '../i18n/language.tsx';
import { useFigures } from '../parts/figures.tsx';
import { Go, useGo } from '../parts/go.tsx';
import { SpanChoice } from '../parts/span-choice.tsx';
import { Title } from '../parts/title.tsx';
import { Unanswered } from '../parts/unanswered.tsx';
import { Views } from '../parts/views.tsx';
import { Boundary } from '../parts/widget.tsx';
import { paths } from '../paths.ts';
import { spanOf, type Span } from '../span.ts';
import { EventFilters } from './events/filters.tsx';
import { EventList } from './events/list.tsx';
import { Histogram } from './events/histogram.tsx';
import { useCounts, useEvents } from './events/use-events.ts';
import { Older } from './events/older.tsx';
import { OwnReads } from './events/own-reads.tsx';
import { forms, useExport } from './events/use-export.ts';
import { askedOf, eventsSearch } from './events-search.ts';

const route = getRouteApi('/frame/events');

/** Views that everybody has. */
const given = [
  { name: eventsWords.all, search: '' },
  { name: eventsWords.refusedCalls, search: '?error:=denied&error:=unauthorized' },
  { name: eventsWords.signIns, search: '?action=ConsoleLogin' },
  { name: eventsWords.rootUser, search: '?principal::=:root' },
] as const;

/** The search of events. Whatever it shows stands in the address, so that it can be saved and sent to somebody. */
export function EventsPage() {
  const search = route.useSearch();
  const go = useGo();
  const span = spanOf(search);
  const asked = askedOf(search);
  const events = useEvents(search, asked);
  const counts = useCounts(search, asked);
  const show = (wanted: Address): void => go(paths.events(wanted));
  const zoom = (wanted: Span): void => {
    const { days: _, from: __, to: ___, ...others } = search;
    go(paths.events({ ...others, ...wanted }));
  };
  const shown = counts.data ?? events.span;
  return (
    <>
      <Head search={search} show={show} asked={asked} total={counts.data?.total} />
      <div className="events">
        <div className="events-span">
          <SpanChoice
            span={span}
            shown={shown}
            usual={eventsWords.usual}
            usualHelp={eventsWords.usualHelp}
            years
            choose={zoom}
          />
          <OwnReads search={search} show={show} />
        </div>
        <EventFilters search={search} asked={asked} total={counts.data?.total} show={show} />
        <Unanswered asked={counts} />
        <Boundary>
          <Histogram counts={counts.data} choose={zoom} />
        </Boundary>
        {span.days === undefined && span.from === undefined ? (
          <Boundary>
            <Older search={search} asked={asked} shown={shown} />
          </Boundary>
        ) : null}
        <EventList events={events} search={search} show={show} />
      </div>
    </>
  );
}

interface HeadProps {
  readonly search: Address;
  readonly show: (search: Address) => void;
  readonly asked: Parameters<typeof useExport>[0];
  readonly total: number | undefined;
}

function Head({ search, show, asked, total }: HeadProps) {
  const { say } = useSpeech();
  const { count } = useFigures();
  const exporting = useExport(asked);
  return (
    <Title
      help={say(eventsWords.help)}
      counter={total === undefined ? '' : count(total)}
      actions={
        <>
          <Go to={paths.query()}>{say(eventsWords.sql)}</Go>
          <Views
            kept="events.views"
            given={given}
            current={writeAddress(search)}
            show={(address) => show(eventsSearch(readAddress(address)))}
          />
          <ButtonDropdown
            loading={exporting.pending}
            loadingText={say(eventsWords.exporting)}
            items={[
              { id: 'csv', text: say(eventsWords.exportCsv) },
              { id: 'jsonl', text: say(eventsWords.exportJson) },
              { id: 'whole', text: say(eventsWords.exportWhole) },
            ]}
            onItemClick={({ detail }) => exporting.run(forms.find((form) => form === detail.id) ?? 'csv')}
          >
            {say(eventsWords.export)}
          </ButtonDropdown>
        </>
      }
    >
      {say(eventsWords.title)}
    </Title>
  );
}
