import './summary/summary.css';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useSpeech } from '../i18n/language.tsx';
import { summaryWords } from '../i18n/summary.ts';
import type { Summary } from '../operations.ts';
import { Freshness } from '../parts/freshness.tsx';
import { useGo } from '../parts/go.tsx';
import { SpanChoice } from '../parts/span-choice.tsx';
import { Title } from '../parts/title.tsx';
import { Boundary } from '../parts/widget.tsx';
import { paths } from '../paths.ts';
import { queries } from '../queries.ts';
import { spanOf, type Span } from '../span.ts';
import { Coverage } from './summary/coverage.tsx';
import { Earlier } from './summary/earlier.tsx';
import { NoLogs } from './summary/no-logs.tsx';
import { News } from './summary/news.tsx';
import { Overview } from './summary/overview.tsx';
import { Accounts, CommonTypes, RareTypes, Resources } from './summary/rankings.tsx';
import { SeverityByDay } from './summary/severity-by-day.tsx';
import { TopFindings } from './summary/top-findings.tsx';
import { within } from './summary/within.ts';

const route = getRouteApi('/frame/');

/** How things stand over all accounts and Regions. Every number leads to what it counts, under the same filters. */
export function SummaryPage() {
  const { say } = useSpeech();
  const go = useGo();
  const span = spanOf(route.useSearch());
  const { data: summary, dataUpdatedAt } = useSuspenseQuery(queries.summary(span));
  const times = { from: summary.from.slice(0, 10), to: summary.to.slice(0, 10) };
  return (
    <>
      <Title
        help={say(summaryWords.help, times)}
        note={<Freshness at={dataUpdatedAt} />}
        actions={
          <SpanChoice
            span={span}
            shown={summary}
            usual={summaryWords.spanNewest}
            usualHelp={summaryWords.spanNewestHelp}
            choose={(chosen) => go(paths.summary({ ...chosen }))}
          />
        }
      >
        {say(summaryWords.title)}
      </Title>
      {isBlank(span, summary) ? <NoLogs /> : <Widgets summary={summary} />}
    </>
  );
}

/** True when there is not one event up to the newest: nobody has brought a log yet. */
const isBlank = ({ days, from }: Span, { overview }: Summary): boolean =>
  days === undefined && from === undefined && overview.events.now + overview.findings.now === 0;

/** Each widget breaks alone. */
function Widgets({ summary }: { summary: Summary }) {
  const shown = within(summary);
  return (
    <div className="summary">
      {summary.simulated ? <Simulated /> : null}
      <Boundary>
        <News />
      </Boundary>
      <Earlier summary={summary} />
      <Boundary>
        <Overview overview={summary.overview} within={shown} />
      </Boundary>
      <div className="summary-widgets">
        <Boundary>
          <TopFindings findings={summary.top} within={shown} />
        </Boundary>
        <Boundary>
          <SeverityByDay days={summary.days} />
        </Boundary>
        <Boundary>
          <CommonTypes types={summary.types} within={shown} />
        </Boundary>
        <Boundary>
          <RareTypes within={shown} />
        </Boundary>
        <Boundary>
          <Accounts within={shown} />
        </Boundary>
        <Boundary>
          <Resources within={shown} />
        </Boundary>
        <Boundary>
          <Coverage coverage={summary.coverage} />
        </Boundary>
      </div>
    </div>
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
