import Button from '@cloudscape-design/components/button';
import { useSpeech } from '../../i18n/language.tsx';
import { suppressionsWords as words } from '../../i18n/suppressions.ts';
import type { DismissedProposal } from '../../operations.ts';
import { Moment } from '../../parts/figures.tsx';
import { IfMay } from '../../parts/may.tsx';
import { Small } from '../../parts/row.tsx';
import { Widget } from '../../parts/widget.tsx';
import { Subject } from './subject.tsx';
import { useDoing } from './use-doing.ts';

/** Proposals that somebody did not want, and the way back. */
export function DismissedProposals({ dismissed }: { dismissed: readonly DismissedProposal[] }) {
  const { say } = useSpeech();
  return (
    <Widget title={say(words.rejected)}>
      {dismissed.map((proposal) => (
        <article key={proposal.id} className="suppression">
          <div>
            <Subject proposal={proposal} />
            <Small>
              {say(words.rejectedBy, { by: proposal.by })} <Moment at={proposal.at} zoned />
            </Small>
          </div>
          <IfMay action="yagura:RestoreSuppressionProposal">
            <div className="suppression-end">
              <Again proposal={proposal} />
            </div>
          </IfMay>
        </article>
      ))}
    </Widget>
  );
}

function Again({ proposal: { id, type, who } }: { proposal: DismissedProposal }) {
  const { say } = useSpeech();
  const { mutate, isPending } = useDoing({
    operation: 'RestoreSuppressionProposal',
    told: () => say(words.proposedAgain),
  });
  return (
    <Button loading={isPending} ariaLabel={say(words.againNamed, { type, who })} onClick={() => mutate({ id })}>
      {say(words.again)}
    </Button>
  );
}
