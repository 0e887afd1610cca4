import type { ReactNode } from 'react';
import { useSpeech } from '../i18n/language.tsx';
import { statesWords } from '../i18n/states.ts';
import { tryAgain, useHearing } from '../live.ts';
import { SignInAgain } from './sign-in-again.tsx';

/** Says over the page that the server does not answer, or not to this reader any more; the page under it stays where it is. */
export function Away() {
  const { say } = useSpeech();
  const hearing = useHearing();
  return (
    <div role="status" className="away-corner">
      {hearing === 'away' ? (
        <Told what={say(statesWords.awayShort)}>
          <button type="button" onClick={tryAgain}>
            {say(statesWords.again)}
          </button>
        </Told>
      ) : null}
      {hearing === 'ended' ? (
        <Told what={say(statesWords.endedShort)}>
          <SignInAgain />
        </Told>
      ) : null}
    </div>
  );
}

const Told = ({ what, children }: { what: string; children: ReactNode }) => (
  <div className="away">
    <span>{what}</span>
    {children}
  </div>
);
