import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type MouseEvent, type RefObject } from 'react';
import { findingsWords } from '../../i18n/findings.ts';
import { useSpeech } from '../../i18n/language.tsx';
import type { Finding } from '../../operations.ts';
import type { Column } from './columns.tsx';
import { GridHead, type HeadProps } from './grid-head.tsx';

const rowHeight = 44;

interface GridProps extends HeadProps {
  readonly total: number;
  readonly at: (index: number) => Finding | undefined;
  /** The row that the keys act on. */
  readonly active: number;
  /** How often a key has moved it: then the focus goes along. */
  readonly moved: number;
  readonly opened: string | undefined;
  readonly isSelected: (id: string) => boolean;
  readonly hrefOf: (id: string) => string;
  readonly onOpen: (index: number, event: MouseEvent) => void;
  readonly onToggle: (index: number, event: { shiftKey: boolean }) => void;
  readonly onRange: (range: { first: number; last: number }) => void;
}

/** The list itself: a hundred thousand rows, of which only those that are seen exist. */
export function Grid(props: GridProps) {
  const { columns, total, active, onRange, at } = props;
  const { say } = useSpeech();
  const scrolled = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scrolled.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const first = Math.max(0, startIndex - overscan);
      const last = Math.min(count - 1, endIndex + overscan);
      const seen = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
      // The row with the focus stays on the page wherever one scrolls, or the focus would be lost.
      return active < count && (active < first || active > last) ? [...seen, active].toSorted((a, b) => a - b) : seen;
    },
  });
  useSeen(rows, onRange);
  useFocus(rows, scrolled, props);
  const tracks = { gridTemplateColumns: `36px ${columns.map(({ track }) => track).join(' ')}` };
  return (
    <div
      className="grid"
      role="grid"
      aria-label={say(findingsWords.title)}
      aria-rowcount={total + 1}
      aria-multiselectable
    >
      <GridHead {...props} style={tracks} />
      <div className="grid-body" ref={scrolled} role="rowgroup" data-scroll-restoration-id="findings">
        <div style={{ height: rows.getTotalSize() }} role="presentation">
          {rows.getVirtualItems().map(({ index, start }) => (
            <Row
              key={at(index)?.id ?? index}
              {...props}
              index={index}
              style={{ ...tracks, transform: `translateY(${start}px)` }}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

type Rows = Virtualizer<HTMLDivElement, Element>;

/** Tells which rows are seen, so that they are fetched. */
function useSeen(rows: Rows, onRange: GridProps['onRange']): void {
  const { startIndex: first = 0, endIndex: last = 0 } = rows.range ?? {};
  useEffect(() => onRange({ first, last }), [first, last, onRange]);
}

/** A row that a key made the active one comes into sight and gets the focus. */
function useFocus(rows: Rows, scrolled: RefObject<HTMLDivElement | null>, { active, moved }: GridProps): void {
  useEffect(() => {
    if (moved === 0) return;
    rows.scrollToIndex(active, { align: 'auto' });
    const link = scrolled.current?.querySelector('.grid-row.active .grid-link');
    if (link instanceof HTMLElement) link.focus({ preventScroll: true });
  }, [rows, scrolled, active, moved]);
}

interface RowProps extends GridProps {
  readonly index: number;
  readonly style: React.CSSProperties;
}

function Row(props: RowProps) {
  const { index, style, columns, at, active, opened, isSelected, hrefOf, onOpen, onToggle } = props;
  const { say } = useSpeech();
  const finding = at(index);
  const place = { role: 'row', 'aria-rowindex': index + 2, style } as const;
  if (finding === undefined)
    return (
      <div {...place} className="grid-row waiting" aria-busy>
        <span role="gridcell" />
        <span role="gridcell">{say(findingsWords.loading)}</span>
      </div>
    );
  const selected = isSelected(finding.id);
  const marks = [index === active ? 'active' : '', selected ? 'selected' : '', finding.id === opened ? 'opened' : ''];
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
          active={index === active}
          href={hrefOf(finding.id)}
          onOpen={(event) => onOpen(index, event)}
        />
      ))}
    </div>
  );
}

interface CellProps {
  readonly column: Column;
  readonly finding: Finding;
  readonly active: boolean;
  readonly href: string;
  readonly onOpen: (event: MouseEvent) => void;
}

function CellOf({ column: { id, Cell, figure }, finding, active, href, onOpen }: CellProps) {
  const shown = <Cell finding={finding} />;
  const look = figure === true ? 'grid-cell figure' : 'grid-cell';
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
