import { CallError } from '../call.ts';
import { explain } from '../explain.ts';
import { useSpeech } from '../i18n/language.tsx';
import { statesWords } from '../i18n/states.ts';
import { SignInAgain } from './sign-in-again.tsx';

/** What went wrong in one line, for what stands beside a button or in a corner. */
export function useSentence(): (error: unknown) => string {
  const { say, language } = useSpeech();
  const [stop, space] = language === 'ja' ? ['。', ''] : ['.', ' '];
  return (error) => {
    const { kind, title, why, places, remedy } = explain(error);
    // A failure says itself what to do about it; other kinds are told in the page's words.
    if (kind === 'failed') return say(why, places);
    if (kind === 'away') return say(statesWords.awayUndone);
    return [`${say(title)}${stop}`, say(why, places), say(remedy)].join(space);
  };
}

/** Why what the reader asked for was not done; nothing when it was. */
export function Refusal({ error }: { error: unknown }) {
  const sentence = useSentence();
  if (error === null || error === undefined) return null;
  return (
    <div role="alert" className="refusal">
      {sentence(error)} {error instanceof CallError && error.code === 'NotSignedIn' ? <SignInAgain /> : null}
    </div>
  );
}
