import { useSpeech } from '../i18n/language.tsx';
import { severityWords } from '../i18n/severity.ts';
import type { Level } from '../operations.ts';
import { severities } from './severity.tsx';

interface SeverityChoiceProps {
  /** What is restricted: read out together with the choice. */
  readonly of: string;
  readonly levels: readonly Level[];
  readonly choose: (levels: readonly Level[]) => void;
}

/** Restricts one widget to severities; none chosen means all. */
export function SeverityChoice({ of: name, levels, choose }: SeverityChoiceProps) {
  const { say } = useSpeech();
  const toggle = (level: Level): void =>
    choose(levels.includes(level) ? levels.filter((one) => one !== level) : [...levels, level]);
  return (
    <div className="severity-choice" role="group" aria-label={`${say(severityWords.title)}: ${name}`}>
      {severities.map(({ level }) => (
        <button
          key={level}
          type="button"
          className={level}
          aria-pressed={levels.includes(level)}
          onClick={() => toggle(level)}
        >
          {say(severityWords[level])}
        </button>
      ))}
    </div>
  );
}
