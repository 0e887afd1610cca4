import { useSpeech } from '../../i18n/language.tsx';
import type { SuppressionProposal } from '../../operations.ts';
import { Raw } from '../../parts/raw.tsx';
import { Small } from '../../parts/row.tsx';
import { SeverityBadge } from '../../parts/severity.tsx';

/** What a proposal is about: how bad, what, by whom, where. */
export function Subject({ proposal }: { proposal: SuppressionProposal }) {
  const { say } = useSpeech();
  const { severity, title, type, who, account, region } = proposal;
  return (
    <>
      <h3>
        <SeverityBadge level={severity} /> {say(title)}
      </h3>
      <div>
        <Raw mono of={who} />
      </div>
      <Small>
        {type} · {account} · {region}
      </Small>
    </>
  );
}
