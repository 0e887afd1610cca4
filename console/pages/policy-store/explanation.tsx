import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useSpeech } from '../../i18n/language.tsx';
import { policyStoresWords as words } from '../../i18n/policy-stores.ts';
import type { ExplainedDecision } from '../../policy-operations.ts';
import { visible } from '../../visible.ts';

const marks = { holds: '✓', fails: '✗', errs: '!', unreached: '·' } as const;

/** A decision, the policies that mattered or nearly did, and each of their clauses with what it came to. */
export function Explanation({ explained }: { explained: ExplainedDecision }) {
  const { say } = useSpeech();
  const allowed = explained.decision === 'ALLOW';
  return (
    <section className="explanation" aria-live="polite">
      <StatusIndicator type={allowed ? 'success' : 'error'}>{say(allowed ? words.allow : words.deny)}</StatusIndicator>
      <p>{say(explained.sentence)}</p>
      {explained.policies.map((policy, place) => (
        <details key={policy.policyId} open={place === 0 || policy.role === 'decided'}>
          <summary>
            <h3>
              {visible(policy.policyId)} <small>{say(words[policy.role])}</small>
            </h3>
          </summary>
          <p>{say(policy.sentence)}</p>
          {policy.advice === undefined ? null : <p className="advice">{say(policy.advice)}</p>}
          <ul>
            {policy.clauses.map((clause, line) => (
              <li key={line} className={clause.state}>
                <span aria-hidden>{marks[clause.state]}</span> <code>{visible(clause.text)}</code>
                <div>{say(clause.sentence)}</div>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}
