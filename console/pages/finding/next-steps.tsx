import { useSpeech } from '../../i18n/language.tsx';
import { findingWords } from '../../i18n/finding.ts';
import type { Answers } from '../../operations.ts';
import { PlainTable } from '../../parts/plain-table.tsx';
import { Raw } from '../../parts/raw.tsx';
import { useTimes } from '../../parts/figures.tsx';

/** What can come next from here, the log line that would show it, and whether it was seen already. */
export function NextSteps({ steps }: { steps: Answers['next'] }) {
  const { say } = useSpeech();
  if (steps.length === 0) return <div className="quiet">{say(findingWords.nextNone)}</div>;
  return (
    <div className="next-steps">
      <PlainTable
        name={say(findingWords.answerNext)}
        rows={steps}
        keyOf={({ step, log }) => `${step.en} ${log}`}
        columns={[
          { head: findingWords.nextStep, cell: ({ step }) => say(step) },
          { head: findingWords.nextLog, cell: ({ log }) => <Raw mono of={log} /> },
          { head: findingWords.nextSeen, cell: (step) => <Seen {...step} /> },
        ]}
      />
    </div>
  );
}

/** What was done is what one must see; a refused try did nothing, and still tells where the attacker wants to go. */
function Seen({ seen, refused }: Pick<Answers['next'][number], 'seen' | 'refused'>) {
  const { say } = useSpeech();
  const often = useTimes();
  if (seen + refused === 0) return <span className="quiet">{say(findingWords.nextNotSeen)}</span>;
  return (
    <>
      {seen === 0 ? null : <strong className="refused">{say(findingWords.nextWasSeen, { times: often(seen) })}</strong>}
      {refused === 0 ? null : <div>{say(findingWords.nextWasRefused, { times: often(refused) })}</div>}
    </>
  );
}
