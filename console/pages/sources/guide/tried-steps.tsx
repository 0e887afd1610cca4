import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { guideWords } from '../../../i18n/guide.ts';
import { useSpeech } from '../../../i18n/language.tsx';
import type { Operations } from '../../../operations.ts';
import { Refusal } from '../../../parts/refusal.tsx';
import { Small } from '../../../parts/row.tsx';

interface TriedStepsProps {
  readonly tried: {
    readonly isPending: boolean;
    readonly error: Error | null;
    readonly data: Operations['TryPlace']['output'] | undefined;
  };
}

/** What was tried at a place, step by step; the one that failed with what mends it. */
export function TriedSteps({ tried: { isPending, error, data } }: TriedStepsProps) {
  const { say } = useSpeech();
  if (isPending) return <StatusIndicator type="loading">{say(guideWords.checking)}</StatusIndicator>;
  if (error !== null) return <Refusal error={error} />;
  if (data === undefined) return null;
  return (
    <ul role="status">
      {data.steps.map(({ ok, said, remedy }) => (
        <li key={said.en}>
          <StatusIndicator type={ok ? 'success' : 'warning'}>{say(said)}</StatusIndicator>
          {remedy === undefined ? null : <Small>{say(remedy)}</Small>}
        </li>
      ))}
      {data.steps.every(({ ok }) => ok) ? <li>{say(guideWords.good)}</li> : null}
    </ul>
  );
}
