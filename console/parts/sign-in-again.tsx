import { useSpeech } from '../i18n/language.tsx';
import { statesWords } from '../i18n/states.ts';
import { paths } from '../paths.ts';

/** Leads to the sign-in page in a tab of its own: what is written on this one stays, and goes on once somebody is signed in. */
export function SignInAgain() {
  const { say } = useSpeech();
  return (
    <a className="go" href={paths.signIn()} target="_blank">
      {say(statesWords.signInAgain)}
    </a>
  );
}
