import Button from '@cloudscape-design/components/button';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../call.ts';
import { guideWords } from '../../i18n/guide.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { placesWords } from '../../i18n/places.ts';
import type { PlaceState } from '../../operations.ts';
import { Moment, useFigures } from '../../parts/figures.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import { Raw } from '../../parts/raw.tsx';
import { Small } from '../../parts/row.tsx';
import { Empty } from '../../parts/states.tsx';
import { Widget } from '../../parts/widget.tsx';
import { TriedSteps } from './guide/tried-steps.tsx';

/** Every folder, bucket and queue that is watched, with what came from it; each can be tried now. */
export function Places({ places }: { places: readonly PlaceState[] }) {
  const { say } = useSpeech();
  const { count } = useFigures();
  return (
    <Widget title={say(placesWords.title)} help={say(placesWords.help)}>
      {places.length === 0 ? (
        <Empty title={say(placesWords.empty)} help={say(placesWords.emptyHelp)} />
      ) : (
        <PlainTable
          name={say(placesWords.title)}
          rows={places}
          keyOf={({ address }) => address}
          columns={[
            { head: placesWords.address, cell: (place) => <Name place={place} /> },
            { head: placesWords.files, figure: true, cell: ({ files }) => count(files) },
            { head: placesWords.delivery, time: true, cell: ({ lastDelivery }) => <Moment at={lastDelivery} /> },
            { head: placesWords.look, time: true, cell: (place) => <Look place={place} /> },
            { head: guideWords.check, cell: (place) => <Check place={place} /> },
          ]}
        />
      )}
    </Widget>
  );
}

function Name({ place: { address, kind } }: { place: PlaceState }) {
  const { say } = useSpeech();
  return (
    <>
      <Raw mono of={address} />
      <Small>{say(placesWords[kind])}</Small>
    </>
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
