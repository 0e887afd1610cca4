import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import type { Address } from '../../address.ts';
import { dialogWords } from '../../i18n/dialog.ts';
import { findingsWords } from '../../i18n/findings.ts';
import { useSpeech } from '../../i18n/language.tsx';
import type { Finding } from '../../operations.ts';
import { Go } from '../../parts/go.tsx';
import { SeverityBadge } from '../../parts/severity.tsx';
import { Lines } from '../../parts/skeleton.tsx';
import { Fault } from '../../parts/states.tsx';
import { paths } from '../../paths.ts';
import { queries } from '../../queries.ts';
import { FindingBody, FindingHead } from '../finding/body.tsx';

interface BesideProps {
  readonly id: string;
  /** What the list knows of it, when it is among what was read. */
  readonly known: Finding | undefined;
  readonly list: Address;
  readonly close: () => void;
}

/** The chosen finding beside the list; another one is another panel, which begins at its top. */
export function Beside({ id, known, list, close }: BesideProps) {
  const { say } = useSpeech();
  return (
    <aside className="beside" aria-label={say(findingsWords.beside)}>
      <div className="beside-bar">
        <Go to={paths.finding(id, list)}>{say(findingsWords.whole)}</Go>
        <button type="button" className="close-mark" aria-label={say(dialogWords.close)} onClick={close}>
          <span aria-hidden>✕</span>
        </button>
      </div>
      <Whole id={id} known={known} />
    </aside>
  );
}

/** At once what the list knows of it; its answers once they are there, drawn in pieces so that the keys stay quick. */
function Whole({ id, known }: Pick<BesideProps, 'id' | 'known'>) {
  const shown = useDeferredValue(true, false); // what the list knows is on the screen before anything is asked
  const { data, error, refetch } = useQuery({ ...queries.finding(id), enabled: shown });
  const detail = useDeferredValue(data ?? null, null);
  const finding = detail?.finding ?? known;
  if (error !== null && data === undefined) return <Fault error={error} again={() => void refetch()} />;
  return (
    <>
      {finding === undefined ? null : <Name finding={finding} />}
      {detail === null ? (
        <div className="finding" aria-busy>
          {finding === undefined ? null : <FindingHead finding={finding} />}
          <Lines count={10} />
        </div>
      ) : (
        <FindingBody detail={detail} />
      )}
    </>
  );
}

function Name({ finding: { title, severity } }: { finding: Finding }) {
  const { say } = useSpeech();
  return (
    <h2 className="beside-title">
      {say(title)} <SeverityBadge level={severity} />
    </h2>
  );
}
