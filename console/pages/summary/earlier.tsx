import { severityWords } from '../../i18n/severity.ts';
import { summaryWords } from '../../i18n/summary.ts';
import { useSpeech } from '../../i18n/language.tsx';
import type { Condition, Summary } from '../../operations.ts';
import { Go } from '../../parts/go.tsx';
import { paths } from '../../paths.ts';
import { searchOf } from '../findings-search.ts';

/** What was found before the span and is open still: without it a quiet month would look like a quiet account. */
export function Earlier({ summary: { earlier, from } }: { summary: Summary }) {
  const { say } = useSpeech();
  const count = earlier.reduce((sum, one) => sum + one.count, 0);
  if (count === 0) return null;
  const before: Condition = {
    property: 'lastSeen',
    operator: '<=',
    values: [new Date(Date.parse(from) - 1).toISOString()],
  };
  const search = searchOf([before]);
  return (
    <p className="news">
      <Go to={paths.findings(search)}>{say(summaryWords.earlier, { count, from: from.slice(0, 10) })}</Go>
      {earlier.map(({ severity, count: found }) => (
        <Go key={severity} to={paths.findings({ ...search, severity })}>
          {`${say(severityWords[severity])} ${found}`}
        </Go>
      ))}
    </p>
  );
}
