import type { ReactNode } from 'react';
import { figuresWords } from '../i18n/figures.ts';
import { useSpeech } from '../i18n/language.tsx';
import type { Finding, Level } from '../operations.ts';
import { Moment, useTimes } from './figures.tsx';
import { SeverityBadge } from './severity.tsx';

interface RowProps {
  readonly severity: Level;
  readonly what: ReactNode;
  readonly small?: ReactNode;
  /** What stands at the end of the line, above the time. */
  readonly figure: ReactNode;
  readonly lastSeen: string;
}

/** One line of a calm list: how bad, what, how much, when. */
export function Row({ severity, what, small, figure, lastSeen }: RowProps) {
  return (
    <li className="row">
      <span>
        <SeverityBadge level={severity} />
      </span>
      <span>
        {what}
        {small === undefined ? null : <Small>{small}</Small>}
      </span>
      <span className="row-end">
        {figure}
        <Small>
          <Moment at={lastSeen} />
        </Small>
      </span>
    </li>
  );
}

export const Small = ({ children }: { children: ReactNode }) => (
  <span className="row-small cell-small name">{children}</span>
);

/** "once", "38 events"; an attack sequence is one attack of many events, so that it never is "once". */
export function Times({ of: { type, count } }: { of: Pick<Finding, 'type' | 'count'> }) {
  const { say } = useSpeech();
  const times = useTimes();
  return count > 1 || type.startsWith('AttackSequence:') ? say(figuresWords.events, { count }) : times(count);
}
