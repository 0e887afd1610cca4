import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../call.ts';
import { guideWords } from '../../i18n/guide.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { placesWords } from '../../i18n/places.ts';
import type { PlaceState } from '../../operations.ts';
import { Moment, useFigures, useZone } from '../../parts/figures.tsx';
import { Raw } from '../../parts/raw.tsx';
import { Small } from '../../parts/row.tsx';
import { Empty } from '../../parts/states.tsx';
import { TriedSteps } from './guide/tried-steps.tsx';

/** Every folder, bucket and queue that is watched, with what came from it; each can be tried now. */
export function Places({ places }: { places: readonly PlaceState[] }) {
  const { say } = useSpeech();
  const { count } = useFigures();
  const zone = useZone();
  return (
    <Table
      variant="container"
      wrapLines
      items={places}
      trackBy="address"
      ariaLabels={{ tableLabel: say(placesWords.title) }}
      header={
        <Header variant="h2" description={say(placesWords.help)}>
          {say(placesWords.title)}
        </Header>
      }
      empty={<Empty title={say(placesWords.empty)} help={say(placesWords.emptyHelp)} />}
      columnDefinitions={[
        {
          id: 'address',
          header: say(placesWords.address),
          isRowHeader: true,
          minWidth: 180,
          cell: ({ address, kind }) => (
            <>
              <Raw mono of={address} />
              <Small>{say(placesWords[kind])}</Small>
            </>
          ),
        },
        { id: 'files', header: say(placesWords.files), minWidth: 84, cell: ({ files }) => count(files) },
        {
          id: 'delivery',
          header: say(placesWords.delivery) + zone,
          minWidth: 150,
          cell: ({ lastDelivery }) => <Moment at={lastDelivery} />,
        },
        { id: 'look', header: say(placesWords.look) + zone, minWidth: 150, cell: (place) => <Look place={place} /> },
        { id: 'check', header: say(guideWords.check), minWidth: 130, cell: (place) => <Check place={place} /> },
      ]}
    />
  );
}

function Look({ place: { lastLook, problem } }: { place: PlaceState }) {
  const { say } = useSpeech();
  if (problem !== undefined) return <StatusIndicator type="error">{say(problem)}</StatusIndicator>;
  return <Moment at={lastLook} />;
}

function Check({ place: { address } }: { place: PlaceState }) {
  const { say } = useSpeech();
  const tried = useMutation({ mutationFn: () => call('TryPlace', { address }) });
  return (
    <div className="try-place">
      <Button
        variant="inline-link"
        ariaLabel={`${say(guideWords.checkNow)}: ${address}`}
        disabled={tried.isPending}
        onClick={() => tried.mutate()}
      >
        {say(guideWords.checkNow)}
      </Button>
      <TriedSteps tried={tried} />
    </div>
  );
}
