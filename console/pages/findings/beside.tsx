import Button from '@cloudscape-design/components/button';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Address } from '../../address.ts';
import { dialogWords } from '../../i18n/dialog.ts';
import { findingsWords } from '../../i18n/findings.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { Go } from '../../parts/go.tsx';
import { Lines } from '../../parts/skeleton.tsx';
import { Fault } from '../../parts/states.tsx';
import { paths } from '../../paths.ts';
import { queries } from '../../queries.ts';
import { FindingBody } from '../finding/body.tsx';

/** The chosen finding beside the list. */
export function Beside({ id, list, close }: { id: string; list: Address; close: () => void }) {
  const { say } = useSpeech();
  const { data, error, refetch } = useQuery(queries.finding(id));
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.scrollTo({ top: 0 }); // newer browsers return a promise, which an effect must not
  }, [id]);
  return (
    <aside className="beside" ref={panel} aria-label={say(findingsWords.beside)}>
      <div className="beside-bar">
        <Go to={paths.finding(id, list)}>{say(findingsWords.whole)}</Go>
        <Button variant="icon" iconName="close" ariaLabel={say(dialogWords.close)} onClick={close} />
      </div>
      {data === undefined ? (
        error === null ? (
          <Lines count={10} />
        ) : (
          <Fault error={error} again={() => void refetch()} />
        )
      ) : (
        <FindingBody detail={data} heading="h2" />
      )}
    </aside>
  );
}
