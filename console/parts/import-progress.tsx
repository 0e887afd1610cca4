import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { useSpeech } from '../i18n/language.tsx';
import { readingWords } from '../i18n/reading.ts';
import type { Status } from '../operations.ts';
import { isBusy, queries } from '../queries.ts';

type Step = Status['steps'][number];

/** How far the reading of logs has come, and what went wrong with it; nothing when there is nothing to say. */
export function ImportProgress() {
  const { data: status } = useQuery(queries.status);
  if (status === undefined) return null;
  return (
    <SpaceBetween size="s">
      {isBusy(status) ? <Reading status={status} /> : null}
      {status.problems.length > 0 ? <Problems problems={status.problems} /> : null}
    </SpaceBetween>
  );
}

function Reading({ status }: { status: Status }) {
  const { say } = useSpeech();
  return (
    <Container
      header={
        <Header variant="h2" description={say(readingWords.help)}>
          {say(status.phase === 'starting' ? readingWords.starting : readingWords.title)}
        </Header>
      }
    >
      <SpaceBetween size="s">
        {status.steps.map((step) => (
          <StepBar key={step.what} step={step} />
        ))}
        <Box color="text-body-secondary">
          {say(readingWords.soFar, { events: status.counts.events, findings: status.counts.findings })}
        </Box>
      </SpaceBetween>
    </Container>
  );
}

function StepBar({ step }: { step: Step }) {
  const { say } = useSpeech();
  const { what, done, total, unit, rate } = step;
  const figures =
    total === undefined ? say(readingWords.done, { done, unit }) : say(readingWords.doneOf, { done, total, unit });
  const speed = rate === undefined ? '' : say(readingWords.rate, { rate });
  if (total === undefined || total === 0) {
    return (
      <Box>
        {what}: {figures} {speed}
      </Box>
    );
  }
  return (
    <ProgressBar value={Math.min(100, (100 * done) / total)} label={what} additionalInfo={`${figures} ${speed}`} />
  );
}

function Problems({ problems }: { problems: readonly string[] }) {
  const { say } = useSpeech();
  return (
    <Alert type="warning" header={say(readingWords.problems)}>
      <ul className="plain">
        {problems.slice(0, 5).map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </Alert>
  );
}
