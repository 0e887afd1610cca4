import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useSpeech } from '../../i18n/language.tsx';
import { columnWords } from '../../i18n/column.ts';
import { eventsWords } from '../../i18n/events.ts';
import { sourcesWords } from '../../i18n/sources.ts';
import type { SourceState } from '../../operations.ts';
import { Moment, useFigures, useMinute } from '../../parts/figures.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import { Small } from '../../parts/row.tsx';
import { Sparkline } from '../../parts/day-bars.tsx';
import { Widget } from '../../parts/widget.tsx';

/** Every log that Yagura can read, with what has come of it so far. */
export function SourceTable({ sources }: { sources: readonly SourceState[] }) {
  const { say } = useSpeech();
  const { count } = useFigures();
  const total = sources.reduce((sum, { events }) => sum + events, 0);
  return (
    <Widget
      title={say(sourcesWords.read)}
      counter={`(${say(eventsWords.count, { count: total })})`}
      help={say(sourcesWords.readHelp)}
    >
      <div className="log-table">
        <PlainTable
          name={say(sourcesWords.read)}
          rows={sources.toSorted((one, other) => other.events - one.events)}
          keyOf={({ name }) => name}
          columns={[
            { head: columnWords.source, cell: (one) => <Name of={one} /> },
            { head: columnWords.events, cell: (one) => <Events of={one} />, figure: true },
            { head: columnWords.refused, cell: ({ refused }) => count(refused), figure: true },
            { head: sourcesWords.volume, cell: (one) => <Volume of={one} /> },
            { head: columnWords.lastEvent, time: true, cell: (one) => <Freshness of={one} /> },
          ]}
        />
      </div>
    </Widget>
  );
}

function Name({ of: { title, about } }: { of: SourceState }) {
  const { say } = useSpeech();
  return (
    <>
      <strong>{say(title)}</strong>
      <Small>{say(about)}</Small>
    </>
  );
}

function Events({ of: { events, files } }: { of: SourceState }) {
  const { say } = useSpeech();
  const { count } = useFigures();
  return (
    <>
      {count(events)}
      <Small>{say(sourcesWords.files, { count: files })}</Small>
    </>
  );
}

/** Events a day; nothing where there never was any. */
function Volume({ of: { days, title } }: { of: SourceState }) {
  const { say } = useSpeech();
  if (days.length === 0) return null;
  return <Sparkline days={days} label={say(sourcesWords.volumeOf, { title: say(title) })} />;
}

function Freshness({ of: { lastSeen, lastRead, gaps } }: { of: SourceState }) {
  const { say } = useSpeech();
  const minute = useMinute();
  return (
    <>
      <Moment at={lastSeen} />
      {lastRead === undefined ? null : (
        <Small>
          {say(columnWords.lastRead)} <Moment at={lastRead} />
        </Small>
      )}
      {gaps.slice(0, 3).map(({ from, to, hours }) => (
        <StatusIndicator key={from} type="warning">
          <span className="whole-words">
            {hours < 72
              ? say(sourcesWords.gap, { from: minute(from), to: minute(to), count: hours })
              : say(sourcesWords.gapDays, { from: minute(from), to: minute(to), count: Math.floor(hours / 24) })}
          </span>
        </StatusIndicator>
      ))}
    </>
  );
}
