import { useSpeech } from '../i18n/language.tsx';
import { ruleWords } from '../i18n/rule.ts';

interface Day {
  readonly day: string;
  readonly count: number;
}

const oneDay = 86_400_000;
const height = 64;
const most = 31;

/** How many a day, up to `to` (the newest of the days, when left out), 31 days at most; one picture to screen readers. */
export function DayBars({ days, label, to }: { days: readonly Day[]; label: string; to?: string }) {
  const { say } = useSpeech();
  const shown = everyDay(days, to);
  const highest = Math.max(1, ...shown.map(({ count }) => count));
  return (
    <div className="day-bars">
      <svg role="img" aria-label={label} viewBox={`0 0 ${most} ${height}`} preserveAspectRatio="none">
        {shown.map(({ day, count }, index) => {
          const tall = count === 0 ? 0 : Math.max(2, (count / highest) * height);
          return (
            <g key={day}>
              <title>{say(ruleWords.dayCount, { day, count })}</title>
              <rect className="ground" x={index} y={0} width={1} height={height} />
              <rect x={index + 0.1} y={height - tall} width={0.8} height={tall} />
            </g>
          );
        })}
      </svg>
      <div className="day-bars-scale" aria-hidden>
        <span>{shown[0]?.day}</span>
        <span>{say(ruleWords.dayMost, { count: highest })}</span>
        <span>{shown.at(-1)?.day}</span>
      </div>
    </div>
  );
}

/** The same, small enough for a line of a table. */
export function Sparkline({ days, label }: { days: readonly Day[]; label: string }) {
  const shown = everyDay(days, undefined);
  const highest = Math.max(1, ...shown.map(({ count }) => count));
  return (
    <div className="sparkline">
      <svg role="img" aria-label={label} viewBox={`0 0 ${most} ${height}`} preserveAspectRatio="none">
        {shown.map(({ day, count }, index) => {
          const tall = count === 0 ? 0 : Math.max(3, (count / highest) * height);
          return <rect key={day} x={index + 0.1} y={height - tall} width={0.8} height={tall} />;
        })}
      </svg>
    </div>
  );
}

/** Every day of the span, also those without any. */
function everyDay(days: readonly Day[], to: string | undefined): Day[] {
  const counts = new Map(days.map(({ day, count }) => [day, count]));
  const last = Date.parse(to?.slice(0, 10) ?? days.at(-1)?.day ?? '');
  return Array.from({ length: most }, (_, index) => {
    const day = new Date((Number.isNaN(last) ? 0 : last) - (most - 1 - index) * oneDay).toISOString().slice(0, 10);
    return { day, count: counts.get(day) ?? 0 };
  });
}
