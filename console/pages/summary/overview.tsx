import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useSpeech } from '../../i18n/language.tsx';
import { summaryWords } from '../../i18n/summary.ts';
import type { Summary } from '../../operations.ts';
import { ChangeOf, useFigures } from '../../parts/figures.tsx';
import { Go } from '../../parts/go.tsx';
import { paths } from '../../paths.ts';

const figures = [
  { name: 'findings', word: summaryWords.overviewFindings, to: paths.findings() },
  { name: 'sequences', word: summaryWords.overviewSequences, to: paths.findings({ severity: ['critical'] }) },
  { name: 'resources', word: summaryWords.overviewResources, to: undefined },
  { name: 'accounts', word: summaryWords.overviewAccounts, to: undefined },
  { name: 'events', word: summaryWords.overviewEvents, to: paths.sources() },
] as const;

/** The five numbers of the span, each with how it moved. */
export function Overview({ overview }: { overview: Summary['overview'] }) {
  const { say } = useSpeech();
  const { short } = useFigures();
  return (
    <Container header={<Header variant="h2">{say(summaryWords.overviewTitle)}</Header>}>
      <ColumnLayout columns={5} variant="text-grid" minColumnWidth={150}>
        {figures.map(({ name, word, to }) => (
          <div key={name}>
            <Box variant="awsui-key-label">{say(word)}</Box>
            <Box variant="awsui-value-large">
              {to === undefined ? (
                short(overview[name].now)
              ) : (
                <Go to={to} fontSize="inherit" label={`${say(word)}: ${short(overview[name].now)}`}>
                  {short(overview[name].now)}
                </Go>
              )}
            </Box>
            <ChangeOf now={overview[name].now} before={overview[name].before} />
          </div>
        ))}
      </ColumnLayout>
    </Container>
  );
}
