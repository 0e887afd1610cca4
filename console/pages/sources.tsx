import './sources/sources.css';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { one } from '../address.ts';
import { useSpeech } from '../i18n/language.tsx';
import { sourcesWords } from '../i18n/sources.ts';
import { BringLogs } from '../parts/bring-logs.tsx';
import { Title } from '../parts/title.tsx';
import { Boundary, Widget } from '../parts/widget.tsx';
import { queries } from '../queries.ts';
import { Deliveries } from './sources/deliveries.tsx';
import { DropFiles } from './sources/drop-files.tsx';
import { Guide } from './sources/guide.tsx';
import { Lists } from './sources/lists.tsx';
import { Places } from './sources/places.tsx';
import { PushTokens } from './sources/push-tokens.tsx';
import { Quarantine } from './sources/quarantine.tsx';
import { SourceTable } from './sources/source-table.tsx';
import { useDeliveries } from './sources/use-deliveries.ts';

const route = getRouteApi('/frame/sources');

/** Which logs were read, how fresh they are, what was refused, and how more come in. */
export function SourcesPage() {
  const { say } = useSpeech();
  const { data } = useSuspenseQuery(queries.sources);
  const { data: watched } = useSuspenseQuery(queries.places);
  const refused = one(route.useSearch(), 'refused');
  return (
    <>
      <Title help={say(sourcesWords.help)}>{say(sourcesWords.title)}</Title>
      <div className="sources">
        <Bring />
        <SourceTable sources={data.sources} />
        <Boundary>
          <Places places={watched.places} />
        </Boundary>
        <Boundary>
          <Quarantine key={refused} path={refused} />
        </Boundary>
        <Guide region={watched.region} />
        <Lists />
        <PushTokens />
      </div>
    </>
  );
}

function Bring() {
  const { say } = useSpeech();
  const { deliveries, take } = useDeliveries();
  return (
    <Widget title={say(sourcesWords.bringTitle)} help={say(sourcesWords.bringHelp)}>
      <BringLogs drop={<DropFiles take={take} />} />
      <Deliveries deliveries={deliveries} />
    </Widget>
  );
}
