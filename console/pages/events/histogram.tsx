import { useRef, useState, type PointerEvent } from 'react';
import { eventsWords } from '../../i18n/events.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { useMinute } from '../../parts/figures.tsx';
import type { EventCounts } from '../../operations.ts';
import type { Span } from '../../span.ts';

interface HistogramProps {
  readonly counts: EventCounts | undefined;
  readonly choose: (span: Span) => void;
}

const height = 84;

/**
 * How many events there were when, those that were refused at the foot of each bar. One drags over it, or clicks a bar,
 * to look closer; with keys one takes a custom span instead, so it is one picture to screen readers.
 */
export function Histogram({ counts, choose }: HistogramProps) {
  const { say } = useSpeech();
  const minute = useMinute();
  const spans = counts?.spans ?? [];
  const drag = useDrag(spans, counts?.seconds ?? 0, choose);
  const most = Math.max(1, ...spans.map(({ count }) => count));
  const [first, last] = drag.chosen;
  if (counts?.total === 0) return null;
  return (
    <div className="histogram">
      <svg
        role="img"
        aria-label={say(eventsWords.histogram)}
        viewBox={`0 0 ${Math.max(1, spans.length)} ${height}`}
        preserveAspectRatio="none"
        {...drag.handlers}
      >
        {spans.map(({ at, count, failed }, index) => (
          <g key={at} className={index >= first && index <= last ? 'bar chosen' : 'bar'}>
            <title>{say(eventsWords.bar, { at: minute(at), count, failed })}</title>
            <rect className="ground" x={index} y={0} width={1} height={height} />
            <rect
              className="all"
              x={index + 0.1}
              y={height - tall(count, most)}
              width={0.8}
              height={tall(count, most)}
            />
            <rect
              className="failed"
              x={index + 0.1}
              y={height - tall(failed, most)}
              width={0.8}
              height={tall(failed, most)}
            />
          </g>
        ))}
      </svg>
      <div className="histogram-scale" aria-hidden>
        <span>{counts === undefined ? null : minute(counts.from)}</span>
        <span>{say(eventsWords.drag, { count: most })}</span>
        <span>{counts === undefined ? null : minute(counts.to)}</span>
      </div>
    </div>
  );
}

/** A bar that is not empty can be seen. */
const tall = (count: number, most: number): number => (count === 0 ? 0 : Math.max(2, (count / most) * (height - 4)));

/** From which bar to which one drags; letting go chooses their time. */
function useDrag(spans: EventCounts['spans'], seconds: number, choose: (span: Span) => void) {
  const [from, setFrom] = useState<number>();
  const [to, setTo] = useState(0);
  const held = useRef(false);
  const barAt = ({ currentTarget, clientX }: PointerEvent<SVGSVGElement>): number => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(spans.length - 1, Math.floor(((clientX - left) / width) * spans.length)));
  };
  const chosen = from === undefined ? ([-1, -1] as const) : ([Math.min(from, to), Math.max(from, to)] as const);
  const letGo = (): void => {
    const [first, last] = [spans[chosen[0]], spans[chosen[1]]];
    if (held.current && first !== undefined && last !== undefined)
      choose({ from: first.at, to: new Date(Date.parse(last.at) + seconds * 1000).toISOString() });
    held.current = false;
    setFrom(undefined);
  };
  return {
    chosen,
    handlers: {
      onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        held.current = true;
        setFrom(barAt(event));
        setTo(barAt(event));
      },
      onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
        if (held.current) setTo(barAt(event));
      },
      onPointerUp: letGo,
      onPointerCancel: () => {
        held.current = false;
        setFrom(undefined);
      },
    },
  };
}
