import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { severityWords } from '../../i18n/severity.ts';
import { summaryWords } from '../../i18n/summary.ts';
import { useSpeech } from '../../i18n/language.tsx';
import type { Condition } from '../../operations.ts';
import { Moment } from '../../parts/figures.tsx';
import { Go } from '../../parts/go.tsx';
import { severities } from '../../parts/severity.tsx';
import { paths } from '../../paths.ts';
import { usePreference } from '../../preferences.ts';
import { queries } from '../../queries.ts';
import { searchOf } from '../findings-search.ts';

/** Whoever comes back after this time has been away. */
const awayMilliseconds = 30 * 60_000;

/** What changed since one was here last: what was found, and what was seen again or dealt with. Nothing on the first visit. */
export function News() {
  const since = useLastVisit();
  return since === undefined ? null : <Since since={since} />;
}

function Since({ since }: { since: string }) {
  const { say } = useSpeech();
  const fresh: Condition[] = [{ property: 'createdAt', operator: '>=', values: [since] }];
  const again: Condition[] = [
    { property: 'createdAt', operator: '<=', values: [since] },
    { property: 'updatedAt', operator: '>=', values: [since] },
  ];
  const { data: found } = useQuery(queries.countFindings({ where: fresh, by: 'severity' }));
  const { data: seen } = useQuery(queries.countFindings({ where: again, by: 'severity', archived: 'any' }));
  const head = (
    <span>
      {say(summaryWords.newsSince)} (<Moment at={since} zoned />)
    </span>
  );
  if (found === undefined || seen === undefined) return <p className="news">{head}</p>; // so that nothing moves later
  const counts = new Map(found.values.map(({ value, count }) => [value, count]));
  const nothing = total(found.values) + total(seen.values) === 0;
  if (nothing)
    return (
      <p className="news">
        <span>
          {say(summaryWords.newsNothing)} (<Moment at={since} zoned />)
        </span>
      </p>
    );
  return (
    <p className="news">
      {head}
      <Go to={paths.findings({ ...searchOf(fresh), sort: 'createdAt' })}>
        {say(summaryWords.newsFound, { count: total(found.values) })}
      </Go>
      {severities
        .filter(({ level }) => (counts.get(level) ?? 0) > 0)
        .map(({ level }) => (
          <Go key={level} to={paths.findings({ ...searchOf(fresh), severity: level })}>
            {`${say(severityWords[level])} ${counts.get(level)}`}
          </Go>
        ))}
      <Go to={paths.findings({ ...searchOf(again), sort: 'lastSeen', archived: 'any' })}>
        {say(summaryWords.newsChanged, { count: total(seen.values) })}
      </Go>
    </p>
  );
}

const total = (values: readonly { count: number }[]): number => values.reduce((sum, { count }) => sum + count, 0);

/** When the visit before this one ended; this one is written down as it goes. */
function useLastVisit(): string | undefined {
  const [kept, set] = usePreference('summary.visit');
  const [now] = useState(() => new Date().toISOString());
  const [before = '', last = ''] = (kept ?? '').split(' ');
  const away = last !== '' && Date.parse(now) - Date.parse(last) > awayMilliseconds;
  const since = away ? last : before;
  const writeDown = useEffectEvent(() => {
    // A visit is written down at most once a minute.
    if (last === '' || Date.parse(now) - Date.parse(last) > 60_000) set?.(`${away ? last : before || now} ${now}`);
  });
  useEffect(() => writeDown(), []);
  return Date.parse(now) - Date.parse(since) > awayMilliseconds ? since : undefined;
}
