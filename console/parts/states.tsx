import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CallError } from '../call.ts';
import { useSpeech } from '../i18n/language.tsx';
import { statesWords } from '../i18n/states.ts';
import { paths } from '../paths.ts';
import { Go } from './go.tsx';

/** Shown while a page waits for the server: says what for. */
export function Waiting() {
  const { say } = useSpeech();
  return (
    <Box padding="xxl" textAlign="center">
      <StatusIndicator type="loading">{say(statesWords.waiting)}</StatusIndicator>
    </Box>
  );
}

/** Shown instead of a page that could not be had: what happened, and two ways on. */
export function PageFault({ error, reset }: ErrorComponentProps) {
  const { say } = useSpeech();
  const router = useRouter();
  const again = (): void => {
    reset();
    void router.invalidate();
  };
  return (
    <Box padding={{ vertical: 'l' }}>
      <Alert
        type={isMissing(error) ? 'info' : 'error'}
        header={say(isMissing(error) ? statesWords.missingTitle : statesWords.faultTitle)}
        action={<Button onClick={again}>{say(statesWords.faultAgain)}</Button>}
      >
        <SpaceBetween size="s">
          <div>{error instanceof Error ? error.message : String(error)}</div>
          <Go to={paths.summary()} variant="primary">
            {say(statesWords.missingHome)}
          </Go>
        </SpaceBetween>
      </Alert>
    </Box>
  );
}

const isMissing = (error: unknown): boolean => error instanceof CallError && error.code === 'NotFound';

/** Shown under an address that is no page. */
export function Missing() {
  const { say } = useSpeech();
  return (
    <Box padding="xxl" textAlign="center">
      <SpaceBetween size="m">
        <Box variant="h1">{say(statesWords.missingTitle)}</Box>
        <Box>{say(statesWords.missingHelp)}</Box>
        <Go to={paths.summary()} variant="primary">
          {say(statesWords.missingHome)}
        </Go>
      </SpaceBetween>
    </Box>
  );
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
