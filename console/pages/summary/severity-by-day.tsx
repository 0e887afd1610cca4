import BarChart from '@cloudscape-design/components/bar-chart';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useSpeech } from '../../i18n/language.tsx';
import type { Summary } from '../../operations.ts';
import { useFigures } from '../../parts/figures.tsx';
import { severities } from '../../parts/severity.tsx';
import { Empty } from '../../parts/states.tsx';

/** How many findings were seen on each day, by severity. */
export function SeverityByDay({ days }: { days: Summary['days'] }) {
  const { say } = useSpeech();
  const { count } = useFigures();
  const series = severities
    .filter(({ level }) => days.some((day) => day[level] > 0))
    .toReversed() // the worst stands at the top of each bar
    .map(({ level, word }) => ({
      type: 'bar' as const,
      title: say(word),
      color: `var(--yagura-${level})`,
      data: days.map((day) => ({ x: day.day, y: day[level] })),
    }));
  return (
    <Container
      fitHeight
      header={
        <Header variant="h2" description={say('byDay.help')}>
          {say('byDay.title')}
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
        ariaLabel={say('byDay.title')}
        xTitle={say('byDay.day')}
        yTitle={say('byDay.count')}
        empty={<Empty title={say('byDay.empty')} help={say('top.empty.help')} />}
      />
    </Container>
  );
}

const shortDay = (day: string): string => day.slice(5);
