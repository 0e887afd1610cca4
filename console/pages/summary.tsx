import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useSpeech } from '../i18n/language.tsx';
import { summaryWords } from '../i18n/summary.ts';
import { useGo } from '../parts/go.tsx';
import { paths } from '../paths.ts';
import { queries } from '../queries.ts';
import { CommonTypes, RareTypes, RankedAccounts, RankedResources } from './summary/rankings.tsx';
import { Coverage } from './summary/coverage.tsx';
import { Overview } from './summary/overview.tsx';
import { SeverityByDay } from './summary/severity-by-day.tsx';
import { TopFindings } from './summary/top-findings.tsx';

import { daysOf } from './summary-search.ts';

const route = getRouteApi('/frame/');
const half = { colspan: { default: 12, m: 6 } };
const whole = { colspan: 12 };

/** How things stand over all accounts and Regions. */
export function SummaryPage() {
  const { say } = useSpeech();
  const days = daysOf(route.useSearch());
  const { data: summary } = useSuspenseQuery(queries.summary(days));
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description={say(summaryWords.help, { from: summary.from.slice(0, 10), to: summary.to.slice(0, 10) })}
          actions={<Span days={days} />}
        >
          {say(summaryWords.title)}
        </Header>
      }
    >
      <SpaceBetween size="l">
        {summary.simulated ? <Simulated /> : null}
        <Grid gridDefinition={[whole, half, half, half, half, half, half, whole]}>
          <Overview overview={summary.overview} />
          <TopFindings findings={summary.top} />
          <SeverityByDay days={summary.days} />
          <CommonTypes types={summary.types} />
          <RareTypes types={summary.rare} />
          <RankedAccounts accounts={summary.accounts} />
          <RankedResources resources={summary.resources} />
          <Coverage coverage={summary.coverage} />
        </Grid>
      </SpaceBetween>
    </ContentLayout>
  );
}

function Span({ days }: { days: number | undefined }) {
  const { say } = useSpeech();
  const go = useGo();
  return (
    <SegmentedControl
      label={say(summaryWords.span)}
      selectedId={String(days ?? 'newest')}
      options={[
        { id: 'newest', text: say(summaryWords.spanNewest) },
        { id: '1', text: say(summaryWords.spanDay) },
        { id: '7', text: say(summaryWords.spanDays, { days: 7 }) },
        { id: '90', text: say(summaryWords.spanDays, { days: 90 }) },
      ]}
      onChange={({ detail }) => go(paths.summary(detail.selectedId === 'newest' ? {} : { days: detail.selectedId }))}
    />
  );
}

/** Says plainly that nothing here is real, and how to change that. */
function Simulated() {
  const { say } = useSpeech();
  const go = useGo();
  return (
    <Alert
      type="info"
      header={say(summaryWords.simulatedTitle)}
      action={<Button onClick={() => go(paths.sources())}>{say(summaryWords.simulatedBring)}</Button>}
    >
      {say(summaryWords.simulatedHelp)}
    </Alert>
  );
}
