import { useQuery } from '@tanstack/react-query';
import { findingWords } from '../../i18n/finding.ts';
import { useSpeech } from '../../i18n/language.tsx';
import type { EventCondition, Finding } from '../../operations.ts';
import { Moment, useZone } from '../../parts/figures.tsx';
import { Go } from '../../parts/go.tsx';
import { Raw } from '../../parts/raw.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { SeverityBadge } from '../../parts/severity.tsx';
import { Lines } from '../../parts/skeleton.tsx';
import { Widget } from '../../parts/widget.tsx';
import { paths } from '../../paths.ts';
import { queries } from '../../queries.ts';
import { searchOf } from '../events-search.ts';
import { runsOf, type Run } from './runs.ts';

const hour = 3_600_000;
const most = 500;
/** Longer names cannot be asked for; no real principal has one. */
const longestAsked = 2048;

interface TimelineProps {
  readonly finding: Finding;
  /** Ids of the events that show the finding. */
  readonly own: ReadonlySet<string>;
}

/** Everything that the actor did around the finding, and what else was found of them. */
export function Timeline({ finding, own }: TimelineProps) {
  const { say } = useSpeech();
  const zone = useZone();
  const where = actorOf(finding.principal);
  const span = spanAround(finding);
  const { data, error } = useQuery({ ...queries.events({ ...span, where, limit: most }), enabled: where.length > 0 });
  const others = useOthers(finding, span);
  const runs = data === undefined ? [] : runsOf(data.events, own);
  return (
    <Widget
      title={say(findingWords.timelineTitle) + zone}
      help={say(findingWords.timelineHelp)}
      footer={
        where.length === 0 ? null : (
          <Go to={paths.events({ ...searchOf(where), ...span })}>{say(findingWords.timelineMore)}</Go>
        )
      }
    >
      <Refusal error={error} />
      {data === undefined && error === null && where.length > 0 ? <Lines count={5} /> : null}
      {data !== undefined && runs.length === 0 ? <div>{say(findingWords.timelineEmpty)}</div> : null}
      <ol className="timeline">
        {merged(runs, others).map((entry) =>
          'severity' in entry ? (
            <OtherFinding key={entry.id} finding={entry} />
          ) : (
            <RunLine key={entry.key} run={entry} />
          ),
        )}
      </ol>
    </Widget>
  );
}

/** How an actor is found again: by its name, or, where the log knew no name, by its address or key. */
export function actorOf(principal: string): EventCondition[] {
  if (principal === '' || principal.length > longestAsked) return [];
  const property = /^[\d.]+$|^[\da-f:]+:[\da-f:]*$/i.test(principal)
    ? 'address'
    : /^A[KS]IA[A-Z0-9]{8,}$/.test(principal)
      ? 'key'
      : 'principal';
  return [{ property, operator: '=', values: [principal] }];
}

/** From an hour before it was last seen to an hour after; where it began on the same day, from before its beginning. */
function spanAround({ firstSeen, lastSeen }: Finding): { from: string; to: string } {
  const last = Date.parse(lastSeen);
  const first = Math.max(Date.parse(firstSeen), last - 24 * hour);
  return { from: new Date(first - hour).toISOString(), to: new Date(last + hour).toISOString() };
}

function useOthers(finding: Finding, span: { from: string; to: string }): Finding[] {
  const where = [
    { property: 'principal' as const, operator: '=' as const, values: [finding.principal] },
    { property: 'lastSeen' as const, operator: '>=' as const, values: [span.from] },
    { property: 'firstSeen' as const, operator: '<=' as const, values: [span.to] },
  ];
  const list = { where, archived: 'any' as const, sort: 'firstSeen' as const, descending: true };
  const { data } = useQuery({ ...queries.findings(list, 0), enabled: actorOf(finding.principal).length > 0 });
  return (data?.findings ?? []).filter(({ id }) => id !== finding.id);
}

/** Events and findings in one order of time, the newest first. */
const merged = (runs: readonly Run[], findings: readonly Finding[]): (Run | Finding)[] =>
  [...runs, ...findings].toSorted((one, other) => timeOf(other).localeCompare(timeOf(one)));

const timeOf = (entry: Run | Finding): string => ('severity' in entry ? entry.firstSeen : entry.last);

function RunLine({ run }: { run: Run }) {
  const { say } = useSpeech();
  const { event, count, own, first, last } = run;
  return (
    <li className={own ? 'timeline-own' : ''}>
      <Moment at={last} />
      <div>
        <Raw
          mono
          of={event.service === '' ? event.action : `${event.service.replace('.amazonaws.com', '')}:${event.action}`}
        />{' '}
        {count > 1 ? <strong>{say(findingWords.timelineTimes, { count })}</strong> : null}{' '}
        {event.error === '' ? null : (
          <span className="refused">
            <Raw of={event.error} />
          </span>
        )}
        <div className="cell-small">
          {event.resource === '' ? null : <Raw of={event.resource} />} <Raw of={event.address} />
          {first === last ? null : (
            <>
              {' · '}
              <Moment at={first} /> – <Moment at={last} />
            </>
          )}
        </div>
      </div>
    </li>
  );
}

function OtherFinding({ finding }: { finding: Finding }) {
  const { say } = useSpeech();
  return (
    <li className="timeline-finding">
      <Moment at={finding.firstSeen} />
      <div>
        <SeverityBadge level={finding.severity} /> <Go to={paths.finding(finding.id)}>{say(finding.title)}</Go>
      </div>
    </li>
  );
}
