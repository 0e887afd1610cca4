import ProgressBar from '@cloudscape-design/components/progress-bar';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useQuery } from '@tanstack/react-query';
import { useSpeech } from '../../i18n/language.tsx';
import { sourcesWords } from '../../i18n/sources.ts';
import type { PushReport, Refused } from '../../operations.ts';
import { Go } from '../../parts/go.tsx';
import { Raw } from '../../parts/raw.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { paths } from '../../paths.ts';
import { queries } from '../../queries.ts';
import type { Delivery } from './use-deliveries.ts';

/** Every file that was brought: how far it is, then what came of it and what could not be read of it. */
export function Deliveries({ deliveries }: { deliveries: readonly Delivery[] }) {
  const { say } = useSpeech();
  if (deliveries.length === 0) return null;
  return (
    <ul className="deliveries" aria-label={say(sourcesWords.dropList)}>
      {deliveries.map((delivery) => (
        <li key={delivery.id}>
          <Raw mono of={delivery.name} />
          <State delivery={delivery} />
        </li>
      ))}
    </ul>
  );
}

function State({ delivery: { progress, report, fault } }: { delivery: Delivery }) {
  const { say } = useSpeech();
  if (fault !== undefined) return <Refusal error={fault} />;
  if (report !== undefined) return <Outcome report={report} />;
  if (progress === undefined) return <StatusIndicator type="pending">{say(sourcesWords.dropWaits)}</StatusIndicator>;
  const { phase, done, total } = progress;
  // What was read is judged then, which no number of bytes tells.
  if (phase === 'reading' && done >= total)
    return <StatusIndicator type="loading">{say(sourcesWords.judging)}</StatusIndicator>;
  return (
    <ProgressBar
      value={total === 0 ? 100 : (done / total) * 100}
      ariaLabel={say(sourcesWords[phase])}
      description={say(sourcesWords[phase])}
    />
  );
}

function Outcome({ report }: { report: PushReport }) {
  const { say } = useSpeech();
  const { refused, filesSkipped } = report;
  const events = Object.values(report.events).reduce((sum, count) => sum + count, 0);
  const faulty = refused > 0 || report.problems.length > 0;
  if (filesSkipped > 0) return <StatusIndicator type="info">{say(sourcesWords.dropKnown)}</StatusIndicator>;
  return (
    <div className="delivery">
      <StatusIndicator type={faulty ? 'warning' : 'success'}>
        {say(sourcesWords.dropRead, { count: events })}
        {refused > 0 ? ` ${say(sourcesWords.dropRefused, { count: refused })}` : ''}
      </StatusIndicator>
      {report.old.map(({ table, first, until }) => (
        <div key={table} className="cell-small">
          {say(sourcesWords.dropOld, { first: day(first), until: day(until) })}
        </div>
      ))}
      {faulty ? <RefusedOf report={report} /> : null}
    </div>
  );
}

const day = (time: number): string => new Date(time).toISOString().slice(0, 10);

const shown = 5;

/** The first records of a file that could not be read, with line, reason and remedy; what is in quarantine of it. */
function RefusedOf({ report: { name, problems } }: { report: PushReport }) {
  const { say } = useSpeech();
  const { data } = useQuery(queries.quarantine({ path: name, limit: shown }));
  if (data === undefined) return null;
  if (data.total === 0)
    return (
      <ul className="plain">
        {problems.slice(0, shown).map((problem) => (
          <li key={problem.en}>{say(problem)}</li>
        ))}
      </ul>
    );
  return (
    <>
      <ul className="plain">
        {data.items.map((item) => (
          <li key={`${item.path} ${item.line} ${item.reason.en}`}>
            <Line item={item} />
          </li>
        ))}
      </ul>
      <Go to={paths.sources({ refused: name })}>{say(sourcesWords.dropQuarantine, { count: data.total })}</Go>
    </>
  );
}

function Line({ item: { line, reason, remedy } }: { item: Refused }) {
  const { say } = useSpeech();
  return (
    <>
      {line > 0 ? `${say(sourcesWords.dropLine, { line })}: ` : ''}
      {say(reason)} <span className="cell-small">{say(remedy)}</span>
    </>
  );
}
