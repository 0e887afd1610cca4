import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useSpeech } from '../../i18n/language.tsx';
import { policyStoresWords as words } from '../../i18n/policy-stores.ts';
import type { LoggedDecision } from '../../policy-operations.ts';
import { Breakable } from '../../parts/breakable.tsx';
import { Moment } from '../../parts/figures.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import { visible } from '../../visible.ts';

/** Decisions as lines: when, who, what, on what, how, by which policies; and how a draft would decide. */
export function DecisionTable({ decisions }: { decisions: readonly LoggedDecision[] }) {
  const { say } = useSpeech();
  const tried = decisions.some((one) => one.candidate_decision !== '');
  const heads = [words.time, words.principal, words.action, words.resource, words.decision, words.by];
  const rows = decisions.map((one) => ({
    key: one.id,
    cells: [
      <Moment at={one.time} />,
      <Breakable of={one.principal} />,
      <Breakable of={one.action} />,
      <Breakable of={one.resource} />,
      <Outcome decision={one.decision} />,
      visible(one.determining.join(', ')) || '–',
      ...(tried ? [<Otherwise one={one} />] : []),
    ],
  }));
  return <PlainTable name={say(words.decisions)} heads={tried ? [...heads, words.otherwise] : heads} rows={rows} />;
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
  const by = one.candidate_determining.join(', ');
  if (one.candidate_decision === '' || (one.candidate_decision === one.decision && by === one.determining.join(', ')))
    return null;
  return (
    <>
      <Outcome decision={one.candidate_decision} /> {visible(by)}
    </>
  );
}
