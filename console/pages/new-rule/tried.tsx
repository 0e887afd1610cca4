import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useSpeech } from '../../i18n/language.tsx';
import { newRuleWords } from '../../i18n/new-rule.ts';
import type { Preview } from '../../operations.ts';
import { DayBars } from '../../parts/day-bars.tsx';
import { EventJson } from '../../parts/event-json.tsx';
import { Moment, useFigures } from '../../parts/figures.tsx';
import { useSentence } from '../../parts/refusal.tsx';
import type { useTrial } from './use-trial.ts';

const aLot = 1000;

/** What the rule would have found in the last 30 days: how much, when, and examples. */
export function Tried({ trial, matched }: { trial: ReturnType<typeof useTrial>; matched: readonly string[] }) {
  const { say } = useSpeech();
  const sentence = useSentence();
  const { preview, fault, waiting } = trial;
  if (fault !== undefined)
    return (
      <div role="alert">
        <Alert type="error" header={say(newRuleWords.faulty)}>
          {sentence(fault)}
        </Alert>
      </div>
    );
  if (preview === undefined)
    return waiting ? (
      <StatusIndicator type="loading">{say(newRuleWords.trying)}</StatusIndicator>
    ) : (
      <Box color="text-body-secondary">{say(newRuleWords.waits)}</Box>
    );
  return (
    <div className={waiting ? 'waiting' : ''} aria-busy={waiting}>
      <SpaceBetween size="s">
        <Figures preview={preview} />
        {preview.matched === 0 ? null : <DayBars days={preview.days} to={preview.to} label={say(newRuleWords.byDay)} />}
        {preview.examples.map(({ time, event }, index) => (
          <details key={`${time} ${index}`}>
            <summary>
              {say(newRuleWords.example)} <Moment at={time} zoned />
            </summary>
            <EventJson event={event} matched={matched} />
          </details>
        ))}
      </SpaceBetween>
    </div>
  );
}

function Figures({ preview: { matched, looked, to } }: { preview: Preview }) {
  const { say } = useSpeech();
  const { count } = useFigures();
  const words = matched === 0 ? newRuleWords.matchedNone : newRuleWords.matched;
  return (
    <div role="status">
      <Box fontSize="heading-m">{say(words, { count: matched, looked: count(looked), to: to.slice(0, 10) })}</Box>
      {matched > aLot ? <Box color="text-status-warning">{say(newRuleWords.tooMuch)}</Box> : null}
    </div>
  );
}
