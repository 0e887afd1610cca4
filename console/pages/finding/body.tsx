import SpaceBetween from '@cloudscape-design/components/space-between';
import Alert from '@cloudscape-design/components/alert';
import { findingWords } from '../../i18n/finding.ts';
import { useSpeech } from '../../i18n/language.tsx';
import type { Operations } from '../../operations.ts';
import { SeverityBadge } from '../../parts/severity.tsx';
import { Events } from './events.tsx';
import { Facts } from './facts.tsx';
import { FiveAnswers } from './five-answers.tsx';

interface FindingBodyProps {
  readonly detail: Operations['GetFinding']['output'];
  /** `h2` beside the list, whose own heading is the first of the page. */
  readonly heading?: 'h2';
}

/** Everything about one finding: what it is, its five answers on one card, and the events that show it. */
export function FindingBody({ detail: { finding, answers, occurrences, more }, heading }: FindingBodyProps) {
  const { say } = useSpeech();
  return (
    <SpaceBetween size="m">
      {heading === undefined ? null : (
        <h2 className="beside-title">
          {say(finding.title)} <SeverityBadge level={finding.severity} />
        </h2>
      )}
      {finding.archived ? <Alert type="info">{say(findingWords.isArchived)}</Alert> : null}
      <Facts finding={finding} />
      <FiveAnswers answers={answers} />
      <Events id={finding.id} occurrences={occurrences} more={more} />
    </SpaceBetween>
  );
}
