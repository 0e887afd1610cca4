import Box from '@cloudscape-design/components/box';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { useSpeech } from '../../i18n/language.tsx';
import { findingWords } from '../../i18n/finding.ts';
import type { Answers } from '../../operations.ts';
import { Raw } from '../../parts/raw.tsx';
import { useTimes } from '../../parts/figures.tsx';

/** What can come next from here, the log line that would show it, and whether it was seen already. */
export function NextSteps({ steps }: { steps: Answers['next'] }) {
  const { say } = useSpeech();
  if (steps.length === 0) return <Box color="text-body-secondary">{say(findingWords.nextNone)}</Box>;
  return (
    <Table
      variant="embedded"
      wrapLines
      items={steps}
      ariaLabels={{ tableLabel: say(findingWords.answerNext) }}
      columnDefinitions={[
        {
          id: 'step',
          header: say(findingWords.nextStep),
          cell: ({ step }) => say(step),
          isRowHeader: true,
          minWidth: 220,
        },
        {
          id: 'log',
          header: say(findingWords.nextLog),
          cell: ({ log }) => <Raw mono of={log} />,
          width: 270,
        },
        { id: 'seen', header: say(findingWords.nextSeen), cell: ({ seen }) => <Seen times={seen} />, width: 190 },
      ]}
    />
  );
}

function Seen({ times }: { times: number }) {
  const { say } = useSpeech();
  const often = useTimes();
  if (times === 0) return <StatusIndicator type="stopped">{say(findingWords.nextNotSeen)}</StatusIndicator>;
  return <StatusIndicator type="warning">{say(findingWords.nextWasSeen, { times: often(times) })}</StatusIndicator>;
}
