import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useSpeech } from '../i18n/language.tsx';
import { sourcesWords } from '../i18n/sources.ts';
import { BringLogs } from '../parts/bring-logs.tsx';
import { queries } from '../queries.ts';
import { DropFiles } from './sources/drop-files.tsx';
import { PushTokens } from './sources/push-tokens.tsx';
import { Quarantine } from './sources/quarantine.tsx';
import { SourceTable } from './sources/source-table.tsx';

/** Which logs were read, how fresh they are, what was refused, and how more come in. */
export function SourcesPage() {
  const { say } = useSpeech();
  const { data } = useSuspenseQuery(queries.sources);
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={say(sourcesWords.help)}>
          {say(sourcesWords.title)}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Container
          header={
            <Header variant="h2" description={say(sourcesWords.bringHelp)}>
              {say(sourcesWords.bringTitle)}
            </Header>
          }
        >
          <BringLogs drop={<DropFiles />} />
        </Container>
        <SourceTable sources={data.sources} />
        <Quarantine />
        <PushTokens />
      </SpaceBetween>
    </ContentLayout>
  );
}
