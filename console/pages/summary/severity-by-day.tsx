import BarChart from '@cloudscape-design/components/bar-chart';
import { findingsWords } from '../../i18n/findings.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { severityWords } from '../../i18n/severity.ts';
import { summaryWords } from '../../i18n/summary.ts';
import type { Summary } from '../../operations.ts';
import { useFigures } from '../../parts/figures.tsx';
import { Go } from '../../parts/go.tsx';
import { severities } from '../../parts/severity.tsx';
import { Empty } from '../../parts/states.tsx';
import { Widget } from '../../parts/widget.tsx';
import { paths } from '../../paths.ts';

/** How many findings were seen on each day, by severity; each day leads to its findings. */
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
    <Widget fit title={say(summaryWords.byDayTitle)} help={say(summaryWords.byDayHelp)}>
      <BarChart
        stackedBars
        hideFilter
        fitHeight
        height={220}
        series={series}
        xDomain={days.map((day) => day.day)}
        xTickFormatter={(day) => shortDay(day)}
        yTickFormatter={(value) => (Number.isInteger(value) ? count(value) : '')}
        detailPopoverFooter={(day) => <Go to={paths.findings(onDay(day))}>{say(findingsWords.show)}</Go>}
        ariaLabel={say(summaryWords.byDayTitle)}
        xTitle={say(summaryWords.byDayDay)}
        yTitle={say(summaryWords.byDayCount)}
        empty={<Empty title={say(summaryWords.byDayEmpty)} help={say(summaryWords.topEmptyHelp)} />}
      />
    </Widget>
  );
}

const shortDay = (day: string): string => day.slice(5);

const onDay = (day: string) => ({ 'lastSeen>': `${day}T00:00:00.000Z`, 'firstSeen<': `${day}T23:59:59.999Z` });
