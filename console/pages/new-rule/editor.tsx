import { useSpeech } from '../../i18n/language.tsx';
import { newRuleWords } from '../../i18n/new-rule.ts';

interface EditorProps {
  readonly text: string;
  /** The line that cannot be read, from 1. */
  readonly faulty: number | undefined;
  readonly write: (text: string) => void;
}

/** The text of the rule with the numbers of its lines; the one that cannot be read is marked. */
export function Editor({ text, faulty, write }: EditorProps) {
  const { say } = useSpeech();
  const lines = text.split('\n').length;
  const rows = Math.max(14, lines);
  return (
    <div className="rule-editor">
      <ol aria-hidden>
        {Array.from({ length: rows }, (_, index) => (
          <li key={index} className={index + 1 === faulty ? 'faulty' : ''}>
            {index + 1}
          </li>
        ))}
      </ol>
      <textarea
        aria-label={say(newRuleWords.text)}
        aria-invalid={faulty !== undefined}
        value={text}
        rows={rows}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        onChange={(event) => write(event.target.value)}
      />
    </div>
  );
}
