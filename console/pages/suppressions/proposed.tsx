import Button from '@cloudscape-design/components/button';
import { useSpeech } from '../../i18n/language.tsx';
import { suppressionsWords as words } from '../../i18n/suppressions.ts';
import { toastWords } from '../../i18n/toast.ts';
import type { SuppressionProposal } from '../../operations.ts';
import { DayBars } from '../../parts/day-bars.tsx';
import { Go } from '../../parts/go.tsx';
import { IfMay } from '../../parts/may.tsx';
import { paths } from '../../paths.ts';
import { Examples } from './examples.tsx';
import { Subject } from './subject.tsx';
import { useDoing } from './use-doing.ts';

/** One proposal: what comes back, why it seems harmless, what hiding it would cost, the findings themselves. */
export function Proposed({ proposal }: { proposal: SuppressionProposal }) {
  const { say } = useSpeech();
  const { type, who, why, cost, findings, examples, byDay } = proposal;
  const all = { type, 'principal:': who, archived: 'any' };
  return (
    <article className="suppression" aria-label={`${type} ${who}`}>
      <div>
        <Subject proposal={proposal} />
        <p>{say(why)}</p>
        <p className="suppression-cost">{say(cost)}</p>
        <details>
          <summary>{say(words.evidence, { count: findings })}</summary>
          <Examples examples={examples} />
          <Go to={paths.findings(all)}>{say(words.showAll)}</Go>
        </details>
      </div>
      <div className="suppression-end">
        <DayBars days={byDay} label={say(words.byDay, { who })} to={new Date().toISOString()} />
        <IfMay action="yagura:AcceptSuppressionProposal">
          <Choices proposal={proposal} />
        </IfMay>
      </div>
    </article>
  );
}

function Choices({ proposal: { id, type, who, account, region } }: { proposal: SuppressionProposal }) {
  const { say } = useSpeech();
  const undone = (): string => say(toastWords.undone);
  const end = useDoing({ operation: 'EndSuppression', told: undone });
  const restore = useDoing({ operation: 'RestoreSuppressionProposal', told: undone });
  const accept = useDoing({
    operation: 'AcceptSuppressionProposal',
    told: ({ archived }) => say(words.hidden, { count: archived }),
    back: ({ filter }) => end.mutate({ account, region, filter, restore: true }),
  });
  const dismiss = useDoing({
    operation: 'DismissSuppressionProposal',
    told: () => say(words.dismissed),
    back: () => restore.mutate({ id }),
  });
  return (
    <div className="suppression-choices">
      <Button
        loading={accept.isPending}
        ariaLabel={say(words.hideNamed, { type, who })}
        onClick={() => accept.mutate({ id })}
      >
        {say(words.hide)}
      </Button>
      <Button
        variant="link"
        loading={dismiss.isPending}
        ariaLabel={say(words.dismissNamed, { type, who })}
        onClick={() => dismiss.mutate({ id })}
      >
        {say(words.dismiss)}
      </Button>
    </div>
  );
}
