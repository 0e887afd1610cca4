import type { KeyboardEvent, MouseEvent } from 'react';
import { useState } from 'react';
import { useSpeech } from '../../i18n/language.tsx';
import { severityWords } from '../../i18n/severity.ts';
import { summaryWords } from '../../i18n/summary.ts';
import type { Summary } from '../../operations.ts';
import { useFigures } from '../../parts/figures.tsx';
import { isForBrowser, useGo } from '../../parts/go.tsx';
import { severities } from '../../parts/severity.tsx';
import { Empty } from '../../parts/states.tsx';
import { Widget } from '../../parts/widget.tsx';
import { paths } from '../../paths.ts';

type Day = Summary['days'][number];

const height = 200;

/** How many findings were seen on each day, by severity; each day leads to its findings. */
export function SeverityByDay({ days }: { days: readonly Day[] }) {
  const { say } = useSpeech();
  return (
    <Widget fit title={say(summaryWords.byDayTitle)} help={say(summaryWords.byDayHelp)}>
      {days.every((day) => sum(day) === 0) ? <Empty title={say(summaryWords.byDayEmpty)} /> : <Bars days={days} />}
    </Widget>
  );
}

function Bars({ days }: { days: readonly Day[] }) {
  const { say } = useSpeech();
  const { count } = useFigures();
  const walk = useWalk(days.length);
  const most = roundUp(Math.max(...days.map((day) => sum(day))));
  return (
    <figure className="days">
      <div className="days-scale" aria-hidden>
        <span>{count(most)}</span>
        <span>{most % 2 === 0 ? count(most / 2) : ''}</span>
        <span>0</span>
      </div>
      <svg
        role="list"
        aria-label={say(summaryWords.byDayTitle)}
        viewBox={`0 0 ${days.length} ${height}`}
        preserveAspectRatio="none"
        onKeyDown={walk.onKeyDown}
      >
        {days.map((day, index) => (
          <g key={day.day} role="listitem">
            <Bar day={day} index={index} most={most} reached={index === walk.at} />
          </g>
        ))}
      </svg>
      <div className="days-dates" aria-hidden>
        {[days[0], days[Math.floor((days.length - 1) / 2)], days.at(-1)].map((day, index) => (
          <span key={index}>{day?.day.slice(5)}</span>
        ))}
      </div>
      <Legend days={days} />
    </figure>
  );
}

/** One day, the worst at the top. */
function Bar({ day, index, most, reached }: { day: Day; index: number; most: number; reached: boolean }) {
  const { say } = useSpeech();
  const go = useGo();
  const name = say(summaryWords.byDayBar, { day: day.day, count: sum(day) });
  const parts = seen([day]).map(({ level }) => `${say(severityWords[level])} ${day[level]}`);
  const href = paths.findings(onDay(day.day));
  const follow = (event: MouseEvent): void => {
    if (isForBrowser(event)) return;
    event.preventDefault();
    go(href);
  };
  return (
    <a href={href} tabIndex={reached ? 0 : -1} aria-label={[name, ...parts].join(', ')} onClick={follow}>
      <title>{[name, ...parts].join('\n')}</title>
      <rect className="ground" x={index} y={0} width={1} height={height} />
      {severities.map(({ level }, place) => {
        const tall = (day[level] / most) * height;
        const top = (sum(day, severities.slice(place)) / most) * height;
        return (
          <rect key={level} className={`share ${level}`} x={index + 0.12} y={height - top} width={0.76} height={tall} />
        );
      })}
    </a>
  );
}

function Legend({ days }: { days: readonly Day[] }) {
  const { say } = useSpeech();
  return (
    <figcaption className="days-legend">
      {seen(days).map(({ level }) => (
        <span key={level} className={level}>
          <span className="dot" aria-hidden /> {say(severityWords[level])}
        </span>
      ))}
      <span className="days-zone">{say(summaryWords.byDayDay)}</span>
    </figcaption>
  );
}

/** The bars are one stop of the tabulator; arrows lead from day to day. */
function useWalk(count: number) {
  const [chosen, set] = useState(count - 1);
  const at = Math.min(chosen, count - 1);
  const steps: Readonly<Record<string, number>> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: count - 1 };
  return {
    at,
    onKeyDown: (event: KeyboardEvent<SVGSVGElement>): void => {
      const next = steps[event.key];
      if (next === undefined || next < 0 || next >= count) return;
      event.preventDefault();
      event.currentTarget.querySelectorAll('a')[next]?.focus();
      set(next);
    },
  };
}

const seen = (days: readonly Day[]) => severities.filter(({ level }) => days.some((day) => day[level] > 0));

const sum = (day: Day, of: readonly (typeof severities)[number][] = severities): number =>
  of.reduce((total, { level }) => total + day[level], 0);

/** The next number that reads well at the top of a scale: 1, 2, 4, 6, 8, 10, 20, 40 ... */
function roundUp(most: number): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return [1, 2, 4, 6, 8, 10].map((times) => times * step).find((round) => round >= most) ?? most;
}

const onDay = (day: string) => ({ 'lastSeen>': `${day}T00:00:00.000Z`, 'firstSeen<': `${day}T23:59:59.999Z` });
