import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { one, type Address } from '../address.ts';
import { useSpeech } from '../i18n/language.tsx';
import { signInWords } from '../i18n/sign-in.ts';
import { Coded } from '../parts/coded.tsx';
import { Command } from '../parts/copy.tsx';
import { LanguageSwitch } from '../parts/language-switch.tsx';
import { useSentence } from '../parts/refusal.tsx';
import { paths } from '../paths.ts';
import { ByPasskey } from './sign-in/by-passkey.tsx';
import { ByPassword } from './sign-in/by-password.tsx';
import { Elsewhere } from './sign-in/elsewhere.tsx';
import { useLinkExchange } from './sign-in/link-exchange.ts';

/** Every way in: the link that brought the reader here, password, passkey, identity provider. */
export function SignIn() {
  const { say } = useSpeech();
  const sentence = useSentence();
  const exchange = useLinkExchange();
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
            <Ways refused={exchange.state === 'refused' ? sentence(exchange.error) : undefined} />
          )}
        </Container>
      </main>
    </>
  );
}

/** Why nobody came in from the identity provider, as the server wrote it into the address. */
const elsewhereOf = (search: Address) =>
  (['refused', 'unknown', 'unavailable'] as const).find((why) => why === one(search, 'elsewhere'));

function Ways({ refused }: { refused: string | undefined }) {
  const { say } = useSpeech();
  const search = useSearch({ from: '/sign-in' });
  const elsewhere = elsewhereOf(search);
  const [tried, setFault] = useState<string>();
  const fault = tried ?? refused ?? (elsewhere === undefined ? '' : say(signInWords[elsewhere]));
  return (
    <SpaceBetween size="l">
      {fault === '' ? (
        <Onward to={one(search, 'to')} />
      ) : (
        <Alert type="error">
          <Coded>{fault}</Coded>
        </Alert>
      )}
      <ByPassword onFault={setFault} />
      <ByPasskey onFault={setFault} />
      <Elsewhere />
      <ExpandableSection headerText={say(signInWords.byLink)} defaultExpanded={refused !== undefined}>
        <SpaceBetween size="s">
          <Box variant="p">{say(signInWords.help)}</Box>
          <Command text="bin/yagura signin-link" />
          <Box variant="small">{say(signInWords.why)}</Box>
        </SpaceBetween>
      </ExpandableSection>
    </SpaceBetween>
  );
}

/** Whoever followed a link, or whose sign-in has ended, is told that nothing is lost. */
function Onward({ to = paths.summary() }: { to: string | undefined }) {
  const { say } = useSpeech();
  return to === paths.summary() ? null : <Box color="text-body-secondary">{say(signInWords.onward)}</Box>;
}
