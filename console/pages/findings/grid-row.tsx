import { memo, type MouseEvent } from 'react';
import { findingsWords } from '../../i18n/findings.ts';
import { useSpeech } from '../../i18n/language.tsx';
import type { Finding } from '../../operations.ts';
import { lookOf, type Column } from './columns.tsx';

interface RowProps {
  readonly index: number;
  /** Where it begins in the list, in pixels. */
  readonly start: number;
  readonly columns: readonly Column[];
  /** Nothing while it is on its way. */
  readonly finding: Finding | undefined;
  readonly active: boolean;
  readonly selected: boolean;
  readonly opened: boolean;
  readonly href: string;
  readonly onOpen: (index: number, event: MouseEvent) => void;
  readonly onToggle: (index: number, event: { shiftKey: boolean }) => void;
}

/** A row of the list; drawn anew only when something of it is another, so that a key costs the rows that it changes. */
export const Row = memo(function Row(props: RowProps) {
  const { index, start, columns, finding, active, selected, opened, href, onOpen, onToggle } = props;
  const { say } = useSpeech();
  const style = { transform: `translateY(${start}px)` };
  const place = { role: 'row', 'aria-rowindex': index + 2, style } as const;
  if (finding === undefined)
    return (
      <div {...place} className="grid-row waiting" aria-busy>
        <span role="gridcell" />
        <span role="gridcell">{say(findingsWords.loading)}</span>
      </div>
    );
  const marks = [active ? 'active' : '', selected ? 'selected' : '', opened ? 'opened' : ''];
  return (
    <div {...place} className={['grid-row', ...marks].join(' ')} aria-selected={selected}>
      <span role="gridcell" className="grid-check">
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={say(finding.title)}
          checked={selected}
          onChange={() => undefined}
          onClick={(event) => onToggle(index, event)}
        />
      </span>
      {columns.map((column) => (
        <CellOf
          key={column.id}
          column={column}
          finding={finding}
          active={active}
          href={href}
          onOpen={(event) => onOpen(index, event)}
        />
      ))}
    </div>
  );
});

interface CellProps {
  readonly column: Column;
  readonly finding: Finding;
  readonly active: boolean;
  readonly href: string;
  readonly onOpen: (event: MouseEvent) => void;
}

function CellOf({ column: { id, Cell, figure }, finding, active, href, onOpen }: CellProps) {
  const shown = <Cell finding={finding} />;
  const look = lookOf({ id, figure });
  if (id !== 'finding')
    return (
      <span role="gridcell" className={look}>
        {shown}
      </span>
    );
  return (
    <span role="gridcell" className={look}>
      <a className="grid-link" href={href} tabIndex={active ? 0 : -1} onClick={onOpen}>
        {shown}
      </a>
    </span>
  );
}
