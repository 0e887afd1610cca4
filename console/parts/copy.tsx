import { useState, type ReactNode } from 'react';
import { useSpeech } from '../i18n/language.tsx';
import { copyWords } from '../i18n/copy.ts';
import { visible } from '../visible.ts';

/** What is drawn of a command; the whole is copied. */
const longest = 4000;
/** No line of a command ends amid `--an-option`; what is captured stands at the odd places. */
const option = /(--[\w-]+)/;
/** How long a button says that it has copied, in milliseconds. */
const said = 2500;

/** A command to run, with a button that copies it. Its text is never anything but text. */
export function Command({ text }: { text: string }) {
  const { say } = useSpeech();
  return (
    <div className="command">
      <pre>
        {visible(text, longest)
          .split(option)
          .map((part, place) =>
            place % 2 === 0 ? (
              part
            ) : (
              <span key={place} className="option">
                {part}
              </span>
            ),
          )}
      </pre>
      <CopyButton text={() => text} label={say(copyWords.command)} />
    </div>
  );
}

interface CopyProps {
  /** What is copied; written when it is asked for, for it may be long. */
  readonly text: () => string;
  /** Read out where the button shows no words. */
  readonly label?: string;
  readonly children?: ReactNode;
}

/** Copies a text, and says for a moment whether it could. */
export function CopyButton({ text, label, children }: CopyProps) {
  const { say } = useSpeech();
  const [outcome, setOutcome] = useState<'done' | 'failed'>();
  const copy = async (): Promise<void> => {
    setOutcome(
      await navigator.clipboard.writeText(text()).then(
        () => 'done' as const,
        () => 'failed' as const,
      ),
    );
    setTimeout(() => setOutcome(undefined), said);
  };
  return (
    <span className="copy">
      <button type="button" {...(label === undefined ? {} : { 'aria-label': label })} onClick={() => void copy()}>
        <svg viewBox="0 0 16 16" aria-hidden>
          <path d="M2 2h8v8H2zM6 12v2h8V6h-2" />
        </svg>
        {children}
      </button>
      <span role="status">
        {outcome === undefined ? null : <span className="copied">{say(copyWords[outcome])}</span>}
      </span>
    </span>
  );
}
