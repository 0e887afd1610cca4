import { useEffect, type ReactNode } from 'react';
import { visible } from '../visible.ts';

interface TitleProps {
  readonly children: string;
  /** What the page is for, in two sentences. */
  readonly help: string;
  /** How fresh it is, or whatever else must be known of it. */
  readonly note?: ReactNode;
  readonly counter?: string;
  readonly info?: ReactNode;
  readonly actions?: ReactNode;
}

/** The head of a page: its name, what it is for, what can be done. How many there are is read out when that changes. */
export function Title({ children, help, note, counter, info, actions }: TitleProps) {
  useDocumentTitle(children);
  return (
    <header className="title">
      <div className="title-words">
        <h1 aria-live="polite" aria-atomic>
          {children}
          {counter === undefined || counter === '' ? null : <span className="title-counter"> ({counter})</span>}
          {info}
        </h1>
        <p>{help}</p>
        {note}
      </div>
      {actions === undefined ? null : <div className="title-actions">{actions}</div>}
    </header>
  );
}

/** What a tab, the history and a screen reader call the page: "Findings · Yagura". */
function useDocumentTitle(name: string): void {
  useEffect(() => {
    document.title = `${visible(name, 100)} · Yagura`;
    return () => void (document.title = 'Yagura');
  }, [name]);
}
