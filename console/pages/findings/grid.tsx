import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type MouseEvent, type RefObject } from 'react';
import { findingsWords } from '../../i18n/findings.ts';
import { useSpeech } from '../../i18n/language.tsx';
import type { Finding } from '../../operations.ts';
import { useSame } from '../../parts/same.ts';
import { GridHead, type HeadProps } from './grid-head.tsx';
import { Row } from './grid-row.tsx';
import { useKeptPlace } from './kept-place.ts';
import { tracksOf, type Room } from './columns.tsx';

/** Pixels; the style sheet says so, too. On a telephone a title has three lines. */
const rowHeights: Readonly<Record<Room, number>> = { wide: 44, narrow: 44, small: 64 };

declare module 'react' {
  interface CSSProperties {
    /** How wide the columns are: every row takes it from the list. */
    readonly '--tracks'?: string;
  }
}

interface GridProps extends HeadProps {
  readonly total: number;
  readonly room: Room;
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
  const { columns, total, active, room, onRange, at } = props;
  const { say } = useSpeech();
  const scrolled = useRef<HTMLDivElement>(null);
  const rows = useSeenRows(scrolled, props);
  useSeen(rows, onRange);
  useFocus(rows, scrolled, props);
  const onOpen = useSame(props.onOpen);
  const onToggle = useSame(props.onToggle);
  const beside = props.opened !== undefined || room === 'small';
  return (
    <div
      className={`grid ${room}${beside ? ' beside-open' : ''}`}
      style={{ '--tracks': tracksOf(columns, beside) }}
      role="grid"
      aria-label={say(findingsWords.title)}
      aria-rowcount={total + 1}
      aria-multiselectable
    >
      <GridHead {...props} />
      <div className="grid-body" ref={scrolled} role="rowgroup">
        <div style={{ height: rows.getTotalSize() }} role="presentation">
          {rows.getVirtualItems().map(({ index, start }) => (
            <Row
              key={at(index)?.id ?? index}
              {...rowOf(at(index), props)}
              index={index}
              start={start}
              columns={columns}
              onOpen={onOpen}
              onToggle={onToggle}
              active={index === active}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** The rows that are seen and their neighbours; the list begins where the reader left it. */
function useSeenRows(
  scrolled: RefObject<HTMLDivElement | null>,
  { total, active, room }: Pick<GridProps, 'total' | 'active' | 'room'>,
): Rows {
  const { place, keep } = useKeptPlace();
  const [begin] = useState(place.offset);
  const rows = useVirtualizer<HTMLDivElement, Element>({
    count: total,
    getScrollElement: () => scrolled.current,
    estimateSize: () => rowHeights[room],
    overscan: 3,
    initialOffset: begin,
    onChange: ({ scrollOffset }) => {
      if (scrollOffset !== null) keep({ offset: scrollOffset });
    },
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const first = Math.max(0, startIndex - overscan);
      const last = Math.min(count - 1, endIndex + overscan);
      const seen = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
      // The row with the focus stays on the page wherever one scrolls, or the focus would be lost.
      return active < count && (active < first || active > last) ? [...seen, active].toSorted((a, b) => a - b) : seen;
    },
  });
  // It keeps the heights that it was told first.
  useLayoutEffect(() => rows.measure(), [rows, room]);
  const isThere = total > 0;
  const goBack = useEffectEvent(() => {
    if (begin > 0) rows.scrollToOffset(begin); // on the way back the page stands before its rows do
  });
  useEffect(() => {
    if (isThere) goBack();
  }, [isThere]);
  return rows;
}

/** What a row shows of its finding, in values that stay the same as long as it looks the same. */
const rowOf = (finding: Finding | undefined, { isSelected, opened, hrefOf }: GridProps) => ({
  finding,
  selected: finding !== undefined && isSelected(finding.id),
  opened: finding !== undefined && finding.id === opened,
  href: finding === undefined ? '' : hrefOf(finding.id),
});

type Rows = Virtualizer<HTMLDivElement, Element>;

/** Tells which rows are seen, so that they are fetched. */
function useSeen(rows: Rows, onRange: GridProps['onRange']): void {
  const { startIndex: first = 0, endIndex: last = 0 } = rows.range ?? {};
  useEffect(() => onRange({ first, last }), [first, last, onRange]);
}

/** Told from what is known already: to ask the browser would make it lay out the page in the middle of a key. */
function isInView({ scrollOffset, scrollRect }: Rows, index: number, rowHeight: number): boolean {
  if (scrollOffset === null || scrollRect === null) return false;
  const start = index * rowHeight;
  return start >= scrollOffset && start + rowHeight <= scrollOffset + scrollRect.height;
}

/** A row that a key made the active one comes into sight and gets the focus; so does the one after a row that is gone. */
function useFocus(
  rows: Rows,
  scrolled: RefObject<HTMLDivElement | null>,
  { active, moved, at, room }: GridProps,
): void {
  const focus = (): void => {
    const link = scrolled.current?.querySelector('.grid-row.active .grid-link');
    if (link instanceof HTMLElement) link.focus({ preventScroll: true });
  };
  const follow = useEffectEvent(() => {
    if (!isInView(rows, active, rowHeights[room])) rows.scrollToIndex(active, { align: 'auto' });
    focus();
  });
  useEffect(() => {
    if (moved > 0) follow();
  }, [active, moved]);
  const id = at(active)?.id;
  const keepFocus = useEffectEvent(() => {
    if (moved > 0 && document.activeElement === document.body) focus();
  });
  useEffect(() => keepFocus(), [id]);
}
