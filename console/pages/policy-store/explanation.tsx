import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useSpeech } from '../../i18n/language.tsx';
import { policyStoresWords as words } from '../../i18n/policy-stores.ts';
import type { ExplainedDecision } from '../../policy-operations.ts';
import { Coded } from '../../parts/coded.tsx';
import { visible } from '../../visible.ts';

const marks = { holds: '✓', fails: '✗', errs: '!', unreached: '·' } as const;

/** A decision, the policies that mattered or nearly did, and each of their clauses with what it came to. */
export function Explanation({ explained }: { explained: ExplainedDecision }) {
  const { say } = useSpeech();
  const allowed = explained.decision === 'ALLOW';
  return (
    <section className="explanation" aria-live="polite">
      <StatusIndicator type={allowed ? 'success' : 'error'}>{say(allowed ? words.allow : words.deny)}</StatusIndicator>
      <p>
        <Coded>{say(explained.sentence)}</Coded>
      </p>
      {explained.policies.map((policy, place) => (
        <details key={policy.policyId} open={place === 0 || policy.role === 'decided'}>
          <summary>
            <h2>
              {visible(policy.policyId)} <small>{say(words[policy.role])}</small>
            </h2>
          </summary>
          <p>
            <Coded>{say(policy.sentence)}</Coded>
          </p>
          {policy.advice === undefined ? null : (
            <p className="advice">
              <Coded>{say(policy.advice)}</Coded>
            </p>
          )}
          <ul>
            {policy.clauses.map((clause, line) => (
              <li key={line} className={clause.state}>
                <span aria-hidden>{marks[clause.state]}</span> <code>{visible(clause.text)}</code>
                <div>
                  <Coded>{withoutClause(say(clause.sentence), clause.text)}</Coded>
                </div>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

/** A clause's sentence begins with the clause, which stands above it already. */
const withoutClause = (sentence: string, clause: string): string =>
  sentence.startsWith(`\`${clause}\` `) ? sentence.slice(clause.length + 3).replace(/^[がは]/, '') : sentence;
