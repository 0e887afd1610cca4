import BarChart from '@cloudscape-design/components/bar-chart';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useSpeech } from '../../i18n/language.tsx';
import { summaryWords } from '../../i18n/summary.ts';
import type { Summary } from '../../operations.ts';
import { useFigures } from '../../parts/figures.tsx';
import { severityWords } from '../../i18n/severity.ts';
import { severities } from '../../parts/severity.tsx';
import { Empty } from '../../parts/states.tsx';

/** How many findings were seen on each day, by severity. */
export function SeverityByDay({ days }: { days: Summary['days'] }) {
  const { say } = useSpeech();
  const { count } = useFigures();
  const series = severities
    .filter(({ level }) => days.some((day) => day[level] > 0))
    .toReversed() // the worst stands at the top of each bar
    .map(({ level }) => ({
      type: 'bar' as const,
      title: say(severityWords[level]),
      color: `var(--yagura-${level})`,
      data: days.map((day) => ({ x: day.day, y: day[level] })),
    }));
  return (
    <Container
      fitHeight
      header={
        <Header variant="h2" description={say(summaryWords.byDayHelp)}>
          {say(summaryWords.byDayTitle)}
        </Header>
      }
    >
      <BarChart
        stackedBars
        hideFilter
        fitHeight
        height={220}
        series={series}
        xDomain={days.map((day) => day.day)}
        xTickFormatter={(day) => shortDay(day)}
        yTickFormatter={(value) => (Number.isInteger(value) ? count(value) : '')}
        ariaLabel={say(summaryWords.byDayTitle)}
        xTitle={say(summaryWords.byDayDay)}
        yTitle={say(summaryWords.byDayCount)}
        empty={<Empty title={say(summaryWords.byDayEmpty)} help={say(summaryWords.topEmptyHelp)} />}
      />
    </Container>
  );
}

const shortDay = (day: string): string => day.slice(5);
