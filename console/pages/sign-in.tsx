import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useEffect, useState } from 'react';
import { signIn } from '../call.ts';
import { useSpeech } from '../i18n/language.tsx';
import { signInWords } from '../i18n/sign-in.ts';
import { statesWords } from '../i18n/states.ts';
import { Command } from '../parts/copy.tsx';
import { LanguageSwitch } from '../parts/language-switch.tsx';
import { paths } from '../paths.ts';

/** Exchanges the link that brought the reader here, or says how to get a new one. */
export function SignIn() {
  const { say } = useSpeech();
  const exchange = useExchange();
  return (
    <>
      <header className="top-bar">
        <span className="top-name">
          <img src="/icon.svg" alt="" width={24} height={24} />
          Yagura
        </span>
        <span className="top-space" />
        <LanguageSwitch />
      </header>
      <main className="sign-in">
        <Container header={<Header variant="h1">{say(signInWords.title)}</Header>}>
          {exchange.state === 'working' ? (
            <StatusIndicator type="loading">{say(signInWords.working)}</StatusIndicator>
          ) : (
            <SpaceBetween size="m">
              {exchange.state === 'refused' ? <Alert type="error">{exchange.message}</Alert> : null}
              <Box variant="p">{say(signInWords.help)}</Box>
              <Command text="bin/yagura signin-link" />
              <Box variant="small">{say(signInWords.why)}</Box>
            </SpaceBetween>
          )}
        </Container>
      </main>
    </>
  );
}

type Exchange = { state: 'none' | 'working' } | { state: 'refused'; message: string };

/** The token of the address, exchanged once however often the page is drawn. */
function useExchange(): Exchange {
  const { say } = useSpeech();
  const [exchange, setExchange] = useState<Exchange>(() => ({ state: token === '' ? 'none' : 'working' }));
  useEffect(() => {
    // A link that is opened in this very tab changes the part after # alone, and then nothing is loaded anew.
    const reload = (): void => window.location.reload();
    window.addEventListener('hashchange', reload);
    return () => window.removeEventListener('hashchange', reload);
  }, []);
  useEffect(() => {
    const given = takeToken();
    if (given === '') return;
    void signIn(given).then(
      () => window.location.replace(takeTarget()),
      (error: unknown) =>
        setExchange({
          state: 'refused',
          message: error instanceof Error ? error.message : say(statesWords.faultTitle),
        }),
    );
  }, [say]);
  return exchange;
}

let token = window.location.hash.slice(1);

/** Takes the token out of the address too, so that it stands in no history and no screenshot. */
function takeToken(): string {
  const taken = token;
  token = '';
  if (taken !== '') window.history.replaceState(null, '', paths.signIn());
  return taken;
}

/** Where the reader wanted to go is kept until a link is opened, perhaps in another tab. */
const remembered = 'yagura.to';
const arrivedWith = new URLSearchParams(window.location.search).get('to');
if (arrivedWith !== null) window.localStorage.setItem(remembered, arrivedWith);

/** Only addresses of this very page are followed: "//elsewhere" and "https:" are not. */
function takeTarget(): string {
  const target = window.localStorage.getItem(remembered) ?? '';
  window.localStorage.removeItem(remembered);
  return /^\/(?![/\\])/.test(target) ? target : paths.summary();
}
