import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSpeech } from '../i18n/language.tsx';
import type { Sentence } from '../i18n/words.ts';
import { columnWords } from '../i18n/column.ts';
import { figuresWords } from '../i18n/figures.ts';
import { ruleWords } from '../i18n/rule.ts';
import { rulesWords } from '../i18n/rules.ts';
import { findingWords } from '../i18n/finding.ts';
import type { RuleDetail } from '../operations.ts';
import { Crumbs } from '../parts/crumbs.tsx';
import { Go } from '../parts/go.tsx';
import { SeverityBadge } from '../parts/severity.tsx';
import { paths } from '../paths.ts';
import { queries } from '../queries.ts';
import { visible } from '../visible.ts';
import { WhatToDo } from './finding/what-to-do.tsx';

const route = getRouteApi('/frame/rules/$id');

/** One rule: what it looks for and why, what to do about what it finds, what it cannot see, and its text. */
export function RulePage() {
  const { say } = useSpeech();
  const { id } = route.useParams();
  const { data: rule } = useSuspenseQuery(queries.rule(id));
  return (
    <ContentLayout
      breadcrumbs={
        <Crumbs
          items={[
            { text: say(rulesWords.title), href: paths.rules() },
            { text: say(rule.title), href: paths.rule(id) },
          ]}
        />
      }
      header={
        <Header variant="h1" info={<SeverityBadge level={rule.level} />} description={say(ruleWords.help)}>
          {say(rule.title)}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Facts rule={rule} />
        <Guide rule={rule} />
        <Container header={<Header variant="h2">{say(ruleWords.text)}</Header>}>
          <pre className="source" tabIndex={0}>
            {visible(rule.source, 100_000)}
          </pre>
        </Container>
      </SpaceBetween>
    </ContentLayout>
  );
}

function Facts({ rule }: { rule: RuleDetail }) {
  const { say } = useSpeech();
  return (
    <Container>
      <KeyValuePairs
        columns={4}
        items={[
          { label: say(columnWords.type), value: <span className="name">{rule.type}</span> },
          {
            label: say(columnWords.tactics),
            value: [...rule.tactics, ...rule.techniques].join(', ') || say(figuresWords.none),
          },
          { label: say(ruleWords.file), value: <span className="mono name">{`${rule.file}:${rule.line}`}</span> },
          {
            label: say(columnWords.findings),
            value: <Go to={paths.findings({ rule: rule.id })}>{say(rulesWords.findings)}</Go>,
          },
        ]}
      />
    </Container>
  );
}

/** What the rule says of itself; a rule from elsewhere often says nothing, and then that is said. */
function Guide({ rule }: { rule: RuleDetail }) {
  const { language, say } = useSpeech();
  if (rule.explain === undefined) return <Box color="text-body-secondary">{say(ruleWords.noGuide)}</Box>;
  const steps = rule.respond?.map(({ en, ja, ...rest }) => ({ ...rest, sentence: { en, ja } })) ?? [];
  return (
    <Container>
      <Part title={findingWords.answerWhy}>{rule.explain[language].why}</Part>
      <Part title={findingWords.answerHow}>{rule.explain[language].how}</Part>
      {steps.length === 0 ? null : (
        <Part title={findingWords.answerDo}>
          <WhatToDo steps={steps} />
        </Part>
      )}
      {rule.gaps === undefined ? null : <Part title={ruleWords.gaps}>{say(rule.gaps)}</Part>}
    </Container>
  );
}

function Part({ title, children }: { title: Sentence; children: ReactNode }) {
  const { say } = useSpeech();
  return (
    <section className="answer">
      <Box variant="h2" fontSize="heading-m" padding="n">
        {say(title)}
      </Box>
      <div>{children}</div>
    </section>
  );
}
