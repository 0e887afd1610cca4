import { useEffect, useRef, useState } from 'react';
import { spanWords } from '../i18n/span.ts';
import { useSpeech } from '../i18n/language.tsx';
import type { Sentence } from '../i18n/words.ts';
import type { Span } from '../span.ts';
import { useChoice } from './choice.ts';

interface SpanChoiceProps {
  readonly span: Span;
  /** The times that the server chose or was given: what the custom span begins with. */
  readonly shown: { readonly from: string; readonly to: string };
  /** What is called that which holds when nothing is chosen. */
  readonly usual: Sentence;
  /** What that is, in more words. */
  readonly usualHelp: Sentence;
  /** Offers the longest span, too, for logs that were kept for years. */
  readonly years?: true;
  readonly choose: (span: Span) => void;
}

const presets = [1, 7, 30, 90] as const;
const tenYears = 3650;

/** The span of time of a page: what ends with the newest event, the last days, or any. */
export function SpanChoice({ shown, usual, usualHelp, years, ...given }: SpanChoiceProps) {
  const { say } = useSpeech();
  const [open, setOpen] = useState(false);
  const [span, choose] = useChoice(given.span, given.choose);
  const custom = span.from !== undefined;
  return (
    <div className="span-choice" role="group" aria-label={say(spanWords.title)}>
      <button
        type="button"
        title={say(usualHelp)}
        aria-pressed={span.days === undefined && !custom}
        onClick={() => choose({})}
      >
        {say(usual)}
      </button>
      {[...presets, ...(years === true ? [tenYears] : [])].map((days) => (
        <button
          key={days}
          type="button"
          title={say(spanWords.daysHelp)}
          aria-pressed={span.days === days}
          onClick={() => choose({ days })}
        >
          {days === tenYears ? say(spanWords.tenYears) : say(spanWords.days, { count: days })}
        </button>
      ))}
      <button type="button" aria-pressed={custom} aria-expanded={open} onClick={() => setOpen(!open)}>
        {say(spanWords.custom)}
      </button>
      {open ? <CustomSpan shown={shown} choose={choose} close={() => setOpen(false)} /> : null}
    </div>
  );
}

/** Two times in UTC, to the minute. */
function CustomSpan({ shown, choose, close }: Pick<SpanChoiceProps, 'shown' | 'choose'> & { close: () => void }) {
  const { say } = useSpeech();
  const [from, setFrom] = useState(shown.from.slice(0, 16));
  const [to, setTo] = useState(shown.to.slice(0, 16));
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const wrong = !(from < to);
  return (
    <form
      className="span-custom"
      onKeyDown={({ key }) => {
        if (key === 'Escape') close();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong) return;
        choose({ from: `${from}:00.000Z`, to: `${to}:00.000Z` });
        close();
      }}
    >
      <label>
        {say(spanWords.from)}
        <input ref={first} type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} />
      </label>
      <label>
        {say(spanWords.to)}
        <input type="datetime-local" value={to} onChange={(event) => setTo(event.target.value)} />
      </label>
      <button type="submit" disabled={wrong}>
        {say(spanWords.apply)}
      </button>
      {wrong ? <p role="alert">{say(spanWords.wrong)}</p> : null}
    </form>
  );
}
