import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import Alert from '@cloudscape-design/components/alert';
import { call } from '../call.ts';
import { useSpeech } from '../i18n/language.tsx';
import { columnWords } from '../i18n/column.ts';
import { figuresWords } from '../i18n/figures.ts';
import { findingWords } from '../i18n/finding.ts';
import { findingsWords } from '../i18n/findings.ts';
import type { Finding } from '../operations.ts';
import { Crumbs } from '../parts/crumbs.tsx';
import { Moment } from '../parts/figures.tsx';
import { Go } from '../parts/go.tsx';
import { Times } from '../parts/row.tsx';
import { SeverityBadge } from '../parts/severity.tsx';
import { paths } from '../paths.ts';
import { queries, refreshPages } from '../queries.ts';
import { FiveAnswers } from './finding/five-answers.tsx';
import { Events } from './finding/events.tsx';

const route = getRouteApi('/frame/findings/$id');

/** One finding: what it is, its five answers on one card, and the events that show it. */
export function FindingPage() {
  const { say } = useSpeech();
  const { id } = route.useParams();
  const { data } = useSuspenseQuery(queries.finding(id));
  const { finding, answers, occurrences, more } = data;
  return (
    <ContentLayout
      breadcrumbs={
        <Crumbs
          items={[
            { text: say(findingsWords.title), href: paths.findings() },
            { text: say(finding.title), href: paths.finding(id) },
          ]}
        />
      }
      header={
        <Header
          variant="h1"
          info={<SeverityBadge level={finding.severity} />}
          description={say(findingWords.help)}
          actions={<ArchiveOne finding={finding} />}
        >
          {say(finding.title)}
        </Header>
      }
    >
      <SpaceBetween size="l">
        {finding.archived ? <Alert type="info">{say(findingWords.isArchived)}</Alert> : null}
        <Facts finding={finding} />
        <FiveAnswers answers={answers} />
        <Events id={id} occurrences={occurrences} more={more} />
      </SpaceBetween>
    </ContentLayout>
  );
}

function ArchiveOne({ finding }: { finding: Finding }) {
  const { say } = useSpeech();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call('UpdateFindings', { ids: [finding.id], archived: !finding.archived }),
    onSuccess: refreshPages,
  });
  return (
    <SpaceBetween size="xs" direction="horizontal" alignItems="center">
      {error === null ? null : <Alert type="error">{error.message}</Alert>}
      <Button loading={isPending} onClick={() => mutate()}>
        {say(finding.archived ? findingsWords.restore : findingsWords.archive)}
      </Button>
    </SpaceBetween>
  );
}

/** What can be looked up about the finding; each value leads to the findings that share it. */
function Facts({ finding }: { finding: Finding }) {
  const { say } = useSpeech();
  const shared = (name: 'type' | 'account' | 'region' | 'principal' | 'resource') => ({
    label: say(columnWords[name]),
    value:
      finding[name] === '' ? (
        say(figuresWords.unknown)
      ) : (
        <Go to={paths.findings({ [name]: finding[name] })}>
          <span className="name">{finding[name]}</span>
        </Go>
      ),
  });
  return (
    <Container>
      <KeyValuePairs
        columns={4}
        items={[
          shared('type'),
          shared('account'),
          shared('region'),
          { label: say(columnWords.rule), value: <Go to={paths.rule(finding.rule)}>{say(findingWords.rule)}</Go> },
          shared('principal'),
          shared('resource'),
          { label: say(findingWords.seen), value: <Seen finding={finding} /> },
          { label: say(columnWords.count), value: <Times count={finding.count} /> },
        ]}
      />
    </Container>
  );
}

function Seen({ finding: { firstSeen, lastSeen } }: { finding: Finding }) {
  if (firstSeen === lastSeen) return <Moment at={firstSeen} />;
  return (
    <>
      <Moment at={firstSeen} /> – <Moment at={lastSeen} />
    </>
  );
}
