import { useSpeech } from '../i18n/language.tsx';
import { severityWords } from '../i18n/severity.ts';
import type { Level } from '../operations.ts';
import { useChoice } from './choice.ts';
import { useFigures } from './figures.tsx';
import { severities } from './severity.tsx';

interface SeverityChipsProps {
  /** What is restricted: read out before the chips. */
  readonly label: string;
  readonly chosen: readonly string[];
  /** How many each would leave, once it is known. */
  readonly counts: ReadonlyMap<string, number> | undefined;
  readonly choose: (levels: string[]) => void;
}

/** Restricts a list to severities, each with how many it would leave; none chosen means all. */
export function SeverityChips({ label, counts, ...given }: SeverityChipsProps) {
  const { say } = useSpeech();
  const { count } = useFigures();
  const [chosen, choose] = useChoice<readonly string[]>(given.chosen, (levels) => given.choose([...levels]));
  const toggle = (level: Level): void =>
    choose(chosen.includes(level) ? chosen.filter((one) => one !== level) : [...chosen, level]);
  return (
    <div className="chips" role="group" aria-label={label}>
      {severities.map(({ level }) => (
        <button
          key={level}
          type="button"
          className={`chip ${level}`}
          aria-pressed={chosen.includes(level)}
          onClick={() => toggle(level)}
        >
          <span className="chip-dot" aria-hidden />
          {say(severityWords[level])}{' '}
          <span className="chip-count">{counts === undefined ? '–' : count(counts.get(level) ?? 0)}</span>
        </button>
      ))}
    </div>
  );
}
