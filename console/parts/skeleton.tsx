import { useSpeech } from '../i18n/language.tsx';
import { statesWords } from '../i18n/states.ts';

/** How the pages look before there is anything on them: where their head and their parts will stand. */
const shapes = {
  widgets: ['band', 'half', 'half', 'half', 'half', 'half', 'half', 'half'],
  list: ['line', 'line', 'tall'],
  parts: ['whole', 'whole', 'whole'],
} as const;

export type Shape = keyof typeof shapes;

/** Holds the place of a page that is on its way, so that nothing moves when it comes; after a while it says what it waits for. */
export function Skeleton({ shape }: { shape: Shape }) {
  const { say } = useSpeech();
  return (
    <div className="skeleton" role="status" aria-busy>
      <span className="waiting">
        {say(statesWords.waiting)}
        <span className="longer" aria-hidden>
          {say(statesWords.waitingLong)}
        </span>
      </span>
      <div className="bone head" />
      <div className="bone help" />
      <div className={`bones ${shape}`}>
        {shapes[shape].map((part, index) => (
          <div key={index} className={`bone ${part}`} />
        ))}
      </div>
    </div>
  );
}

/** The bar alone, while the frame itself is on its way: what index.html shows before. */
export const FrameSkeleton = () => (
  <>
    <header className="top-bar first-bar">
      <span className="top-name">
        <img src="/icon.svg" alt="" width={24} height={24} />
        Yagura
      </span>
    </header>
    <main className="frame-main">
      <Skeleton shape="parts" />
    </main>
  </>
);

export const WidgetsSkeleton = () => <Skeleton shape="widgets" />;
export const ListSkeleton = () => <Skeleton shape="list" />;
export const PartsSkeleton = () => <Skeleton shape="parts" />;

/** Lines of a list inside a part that is on its way. */
export function Lines({ count }: { count: number }) {
  const { say } = useSpeech();
  return (
    <div className="skeleton" role="status" aria-busy>
      <span className="unseen">{say(statesWords.waiting)}</span>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="bone row-bone" />
      ))}
    </div>
  );
}
