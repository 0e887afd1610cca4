import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useSpeech } from '../../i18n/language.tsx';
import { policyStoresWords as words } from '../../i18n/policy-stores.ts';
import type { LoggedDecision } from '../../policy-operations.ts';
import { Breakable } from '../../parts/breakable.tsx';
import { Moment } from '../../parts/figures.tsx';
import { PlainTable, type PlainColumn } from '../../parts/plain-table.tsx';
import { visible } from '../../visible.ts';

/** Decisions as lines: when, who, what, on what, how, by which policies; and how a draft would decide. */
export function DecisionTable({ decisions }: { decisions: readonly LoggedDecision[] }) {
  const { say } = useSpeech();
  const tried = decisions.some((one) => one.candidate_decision !== '');
  return (
    <PlainTable
      name={say(words.decisions)}
      rows={decisions}
      keyOf={({ id }) => id}
      columns={tried ? [...columns, otherwise] : columns}
    />
  );
}

const columns: readonly PlainColumn<LoggedDecision>[] = [
  { head: words.time, time: true, cell: ({ time }) => <Moment at={time} /> },
  { head: words.principal, cell: ({ principal }) => <Breakable of={principal} /> },
  { head: words.action, cell: ({ action }) => <Breakable of={action} /> },
  { head: words.resource, cell: ({ resource }) => <Breakable of={resource} /> },
  { head: words.decision, cell: ({ decision }) => <Outcome decision={decision} /> },
  { head: words.by, cell: ({ determining }) => <Policies ids={determining} /> },
];

const otherwise: PlainColumn<LoggedDecision> = { head: words.otherwise, cell: (one) => <Otherwise one={one} /> };

/** Nothing is allowed that no policy permits: then there is none to be named. */
function Policies({ ids }: { ids: readonly string[] }) {
  const { say } = useSpeech();
  if (ids.length === 0) return <span className="quiet">{say(words.noPermit)}</span>;
  return <span className="policy-ids">{visible(ids.join(', '))}</span>;
}

function Outcome({ decision }: { decision: string }) {
  const { say } = useSpeech();
  const allowed = decision === 'ALLOW';
  return (
    <StatusIndicator type={allowed ? 'success' : 'error'} wrapText={false}>
      {say(allowed ? words.allow : words.deny)}
    </StatusIndicator>
  );
}

function Otherwise({ one }: { one: LoggedDecision }) {
  const by = one.candidate_determining;
  if (one.candidate_decision === '') return null;
  if (one.candidate_decision === one.decision && by.join() === one.determining.join()) return null;
  return (
    <>
      <Outcome decision={one.candidate_decision} /> {by.length === 0 ? null : <Policies ids={by} />}
    </>
  );
}
