import Alert from '@cloudscape-design/components/alert';
import { useSpeech } from '../../i18n/language.tsx';
import { rulesWords } from '../../i18n/rules.ts';
import type { RuleProblem } from '../../operations.ts';

const most = 20;

/** Rules that could not be read: where, why, and what mends them. */
export function Problems({ problems }: { problems: readonly RuleProblem[] }) {
  const { say } = useSpeech();
  return (
    <Alert type="warning" header={say(rulesWords.problems, { count: problems.length })}>
      <ul className="plain">
        {problems.slice(0, most).map(({ file, line, sentence, remedy, ja }) => (
          <li key={`${file}:${line} ${sentence}`}>
            <span className="mono name">
              {file}:{line}
            </span>{' '}
            {say({ en: `${sentence} ${remedy}`, ja: `${ja.sentence}${ja.remedy}` })}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
