import Box from '@cloudscape-design/components/box';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { useSpeech } from '../../i18n/language.tsx';
import type { Answers } from '../../operations.ts';
import { useTimes } from '../../parts/figures.tsx';

/** What can come next from here, the log line that would show it, and whether it was seen already. */
export function NextSteps({ steps }: { steps: Answers['next'] }) {
  const { say, pick } = useSpeech();
  if (steps.length === 0) return <Box color="text-body-secondary">{say('next.none')}</Box>;
  return (
    <Table
      variant="embedded"
      wrapLines
      items={steps}
      ariaLabels={{ tableLabel: say('answer.next') }}
      columnDefinitions={[
        { id: 'step', header: say('next.step'), cell: ({ step }) => pick(step), isRowHeader: true, minWidth: 220 },
        { id: 'log', header: say('next.log'), cell: ({ log }) => <span className="mono name">{log}</span>, width: 270 },
        { id: 'seen', header: say('next.seen'), cell: ({ seen }) => <Seen times={seen} />, width: 190 },
      ]}
    />
  );
}

function Seen({ times }: { times: number }) {
  const { say } = useSpeech();
  const often = useTimes();
  if (times === 0) return <StatusIndicator type="stopped">{say('next.notSeen')}</StatusIndicator>;
  return <StatusIndicator type="warning">{say('next.wasSeen', { times: often(times) })}</StatusIndicator>;
}
