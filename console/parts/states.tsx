import { useQuery } from '@tanstack/react-query';
import { useLocation, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { CallError } from '../call.ts';
import { explain } from '../explain.ts';
import { useSpeech } from '../i18n/language.tsx';
import { statesWords } from '../i18n/states.ts';
import type { Sentence } from '../i18n/words.ts';
import { useHearing } from '../live.ts';
import { paths } from '../paths.ts';
import { listOf } from './belonging.ts';
import { queries } from '../queries.ts';
import { Go } from './go.tsx';

/** Shown instead of a page that could not be had. A server that comes back brings the page with it. */
export function PageFault({ error, reset }: ErrorComponentProps) {
  const { say } = useSpeech();
  const router = useRouter();
  const again = (): void => {
    reset();
    void router.invalidate();
  };
  useOnReturn(again);
  const pathname = useLocation({ select: (location) => location.pathname });
  const list = error instanceof CallError && error.code === 'NotFound' ? listOf(pathname) : undefined;
  return (
    <div className="state">
      <Fault error={error} again={again} heading="h1" gone={list?.gone}>
        {list === undefined ? null : <Go to={list.href}>{say(list.name)}</Go>}
        <Go to={paths.summary()}>{say(statesWords.home)}</Go>
      </Fault>
    </div>
  );
}

/** Calls back once the server answers again. */
function useOnReturn(back: () => void): void {
  const hearing = useHearing();
  const before = useRef(hearing);
  const returned = useEffectEvent(back);
  useEffect(() => {
    if (before.current === 'away' && hearing !== 'away' && hearing !== 'ended') returned();
    before.current = hearing;
  }, [hearing]);
}

/** Something behind the server that is away, as its database, comes back without a word: after each try one waits. */
function useLaterTry(error: unknown, again: () => void): void {
  const tried = useEffectEvent(again);
  useEffect(() => {
    if (!(error instanceof CallError) || error.code !== 'Unavailable') return undefined;
    const timer = setTimeout(() => tried(), pause);
    return () => clearTimeout(timer);
  }, [error]);
}

/** Milliseconds between two tries. */
const pause = 5000;

interface FaultProps {
  readonly error: unknown;
  readonly again: () => void;
  readonly heading?: 'h1' | 'h3';
  /** Why something of its kind may be gone, where more is known than that it is missing. */
  readonly gone?: Sentence | undefined;
  readonly children?: ReactNode;
}

/** What went wrong, why, what to do about it, and the button that tries again: the same for pages, parts and lists. */
export function Fault({ error, again, heading = 'h3', gone, children }: FaultProps) {
  const { say } = useSpeech();
  const { kind, title, why, places, remedy } = explain(error);
  useLaterTry(error, again);
  return (
    <div role="alert" className={`fault ${kind}`}>
      <SpaceBetween size="xs">
        <Box variant={heading} padding="n">
          {say(title)}
        </Box>
        {kind === 'away' ? null : <div className="name">{say(why, places)}</div>}
        <div>{say(gone ?? remedy)}</div>
        {kind === 'denied' ? <WhomToAsk /> : null}
        <SpaceBetween direction="horizontal" size="s" alignItems="center">
          <Button onClick={again}>{say(statesWords.again)}</Button>
          {children}
        </SpaceBetween>
      </SpaceBetween>
    </div>
  );
}

/** Who could allow it, where the reader may know. */
function WhomToAsk() {
  const { say } = useSpeech();
  const { data } = useQuery({ ...queries.people, retry: false });
  const names = data?.people.filter(({ role, disabled }) => role === 'administrator' && !disabled) ?? [];
  if (names.length === 0) return null;
  return <div>{say(statesWords.deniedAsk, { names: names.map(({ name }) => name).join(', ') })}</div>;
}

/** Shown under an address that is no page. */
export function Missing() {
  const { say } = useSpeech();
  return (
    <div className="state">
      <SpaceBetween size="m">
        <Box variant="h1">{say(statesWords.missingTitle)}</Box>
        <Box>{say(statesWords.missingRemedy)}</Box>
        <Go to={paths.summary()}>{say(statesWords.home)}</Go>
      </SpaceBetween>
    </div>
  );
}

/** Where one sees whether the log was read at all that would fill an empty list. */
export function ToSources() {
  const { say } = useSpeech();
  return <Go to={paths.sources()}>{say(statesWords.sources)}</Go>;
}

/** Shown instead of an empty list: why it is empty, and what to do. */
export function Empty({ title, help, action }: { title: string; help?: string; action?: ReactNode }) {
  return (
    <Box textAlign="center" color="text-body-secondary" padding={{ vertical: 'm' }}>
      <SpaceBetween size="xs">
        <Box fontWeight="bold" color="inherit">
          {title}
        </Box>
        {help === undefined ? null : <Box color="inherit">{help}</Box>}
        {action}
      </SpaceBetween>
    </Box>
  );
}
