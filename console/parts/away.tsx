import { useSpeech } from '../i18n/language.tsx';
import { statesWords } from '../i18n/states.ts';
import { tryAgain, useHearing } from '../live.ts';

/** Says over the page that the server does not answer; the page under it stays where it is. */
export function Away() {
  const { say } = useSpeech();
  const away = useHearing() === 'away';
  return (
    <div role="status" className="away-corner">
      {away ? (
        <div className="away">
          <span>{say(statesWords.awayShort)}</span>
          <button type="button" onClick={tryAgain}>
            {say(statesWords.again)}
          </button>
        </div>
      ) : null}
    </div>
  );
}
