import './finding.css';
import Alert from '@cloudscape-design/components/alert';
import { findingWords } from '../../i18n/finding.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { verdictWords } from '../../i18n/verdict.ts';
import type { Finding, Operations } from '../../operations.ts';
import { IfMay } from '../../parts/may.tsx';
import { Soon } from '../../parts/soon.tsx';
import { Boundary } from '../../parts/widget.tsx';
import { Events } from './events.tsx';
import { Facts } from './facts.tsx';
import { FiveAnswers } from './five-answers.tsx';
import { History } from './history.tsx';
import { RuleOf } from './rule.tsx';
import { Timeline } from './timeline.tsx';

interface FindingBodyProps {
  readonly detail: Operations['GetFinding']['output'];
}

/** Everything about one finding: what it is, its five answers on one card, the evidence, and what people made of it. */
export function FindingBody({ detail: { finding, answers, occurrences, more, steps } }: FindingBodyProps) {
  const own = new Set(occurrences.map(({ eventId }) => eventId));
  return (
    <div className="finding">
      <FindingHead finding={finding} />
      <div className="finding-columns">
        <div className="finding-column">
          <Soon>
            <Boundary>
              <FiveAnswers answers={answers} steps={steps} />
            </Boundary>
          </Soon>
          <Soon>
            <Events id={finding.id} occurrences={occurrences} more={more} />
            <IfMay action="yagura:SearchEvents">
              <Timeline finding={finding} own={own} />
            </IfMay>
          </Soon>
        </div>
        <div className="finding-column">
          <Soon>
            <IfMay action="yagura:ListHistory">
              <History id={finding.id} />
            </IfMay>
            <IfMay action="yagura:GetRule">
              <RuleOf id={finding.rule} />
            </IfMay>
          </Soon>
        </div>
      </div>
    </div>
  );
}

/** What was decided about a finding, and what can be looked up: as much as a list knows of it already. */
export function FindingHead({ finding }: { finding: Finding }) {
  return (
    <>
      <State finding={finding} />
      <Facts finding={finding} />
    </>
  );
}

/** What was decided about the finding; nothing while nothing was. */
function State({ finding: { archived, verdict } }: { finding: Finding }) {
  const { say } = useSpeech();
  if (!archived && verdict === undefined) return null;
  return (
    <Alert type={verdict?.is === 'true' ? 'warning' : 'info'}>
      {archived ? <div>{say(findingWords.isArchived)}</div> : null}
      {verdict === undefined ? null : (
        <div>
          {say(findingWords.judgedBy, { person: verdict.by, verdict: say(verdictWords[verdict.is]) })}
          {verdict.reason === '' ? '' : `: ${say({ en: verdict.reason, ja: verdict.reason })}`}
        </div>
      )}
    </Alert>
  );
}
