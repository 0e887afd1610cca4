import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Pagination from '@cloudscape-design/components/pagination';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call } from '../../call.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { figuresWords } from '../../i18n/figures.ts';
import { sourcesWords } from '../../i18n/sources.ts';
import type { Operations, Refused } from '../../operations.ts';
import { Go } from '../../parts/go.tsx';
import { Moment, useFigures } from '../../parts/figures.tsx';
import { PlainTable, type PlainColumn } from '../../parts/plain-table.tsx';
import { Raw } from '../../parts/raw.tsx';
import { Small } from '../../parts/row.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Lines } from '../../parts/skeleton.tsx';
import { Empty } from '../../parts/states.tsx';
import { Unanswered } from '../../parts/unanswered.tsx';
import { Widget } from '../../parts/widget.tsx';
import { paths } from '../../paths.ts';
import { queries, refreshPages } from '../../queries.ts';
import { IfMay } from '../../parts/may.tsx';
import { visible } from '../../visible.ts';

/** What could not be read (of one file, when its path is given): where it stands, why, and what mends it. It can be read again. */
export function Quarantine({ path }: { path: string | undefined }) {
  const { say } = useSpeech();
  const { count } = useFigures();
  const pages = usePages();
  const asked = {
    ...(path === undefined ? {} : { path }),
    ...(pages.cursor === undefined ? {} : { cursor: pages.cursor }),
  };
  const asking = useQuery({ ...queries.quarantine(asked), placeholderData: keepPreviousData });
  const { data, isPending } = asking;
  const place = useShown(path);
  const replay = useMutation({ mutationFn: () => call('ReplayQuarantine', {}), onSuccess: refreshPages });
  const { items, total, next } = data ?? none;
  return (
    <Widget
      title={say(sourcesWords.refusedTitle)}
      counter={`(${count(total)})`}
      help={say(sourcesWords.refusedHelp)}
      actions={<Replay none={total === 0} pending={replay.isPending} replay={() => replay.mutate()} />}
    >
      <div ref={place} className="stack">
        {replay.error === null ? <Replayed done={replay.data} /> : <Refusal error={replay.error} />}
        {path === undefined ? null : <OfFile path={path} />}
        {isPending ? <Lines count={4} /> : null}
        <Unanswered asked={asking} />
        {data === undefined ? null : <Found items={items} />}
        {total > items.length ? <Turn pages={pages} next={next} /> : null}
      </div>
    </Widget>
  );
}

const none: Operations['ListQuarantine']['output'] = { items: [], total: 0 };

function Found({ items }: { items: readonly Refused[] }) {
  const { say } = useSpeech();
  if (items.length === 0)
    return <Empty title={say(sourcesWords.refusedEmpty)} help={say(sourcesWords.refusedEmptyHelp)} />;
  return <PlainTable name={say(sourcesWords.refusedTitle)} columns={columns} rows={items} keyOf={keyOf} />;
}

const keyOf = ({ file, line, time, reason }: Refused): string => `${file} ${line} ${time} ${reason.en}`;

const columns: readonly PlainColumn<Refused>[] = [
  { head: sourcesWords.refusedWhere, cell: (one) => <Where of={one} /> },
  { head: sourcesWords.refusedReason, cell: (one) => <Reason of={one} /> },
];

function Where({ of: { path, file, line, source, time } }: { of: Refused }) {
  const { say } = useSpeech();
  return (
    <>
      <Raw mono of={`${path || file}${line > 0 ? `:${line}` : ''}`} />
      <Small>
        {source || say(figuresWords.unknown)} · <Moment at={time} zoned />
      </Small>
    </>
  );
}

function Reason({ of: { reason, remedy, text } }: { of: Refused }) {
  const { say } = useSpeech();
  return (
    <>
      <div className="sentence">{say(reason)}</div>
      <div className="sentence quiet">{say(remedy)}</div>
      {text === '' ? null : (
        <details>
          <summary>{say(sourcesWords.refusedText)}</summary>
          <pre className="source" tabIndex={0}>
            {visible(text)}
          </pre>
        </details>
      )}
    </>
  );
}

function Replay({ none: nothing, pending, replay }: { none: boolean; pending: boolean; replay: () => void }) {
  const { say } = useSpeech();
  return (
    <IfMay action="yagura:ReplayQuarantine">
      <Button disabled={nothing} loading={pending} onClick={replay}>
        {say(sourcesWords.refusedReplay)}
      </Button>
    </IfMay>
  );
}

function Turn({ pages, next }: { pages: ReturnType<typeof usePages>; next: string | undefined }) {
  return (
    <Pagination
      currentPageIndex={pages.index}
      pagesCount={pages.index + (next === undefined ? 0 : 1)}
      openEnd={next !== undefined}
      onChange={({ detail }) => pages.show(detail.currentPageIndex, next)}
    />
  );
}

/** The cursors of the pages seen so far: the server only says what comes next. */
function usePages() {
  const [cursors, setCursors] = useState<readonly (string | undefined)[]>([undefined]);
  return {
    cursor: cursors.at(-1),
    index: cursors.length,
    show: (index: number, next: string | undefined) =>
      setCursors(index > cursors.length && next !== undefined ? [...cursors, next] : cursors.slice(0, index)),
  };
}

function Replayed({ done }: { done: Operations['ReplayQuarantine']['output'] | undefined }) {
  const { say } = useSpeech();
  if (done === undefined) return null;
  const { taken = 0, refused = 0 } = done;
  return <Alert type="success">{say(sourcesWords.refusedReplayed, { taken, refused })}</Alert>;
}

/** Says that one file alone is shown, and leads back to all. */
function OfFile({ path }: { path: string }) {
  const { say } = useSpeech();
  return (
    <Box>
      {say(sourcesWords.refusedOf, { path })} <Go to={paths.sources()}>{say(sourcesWords.refusedAll)}</Go>
    </Box>
  );
}

/** Brings the list before the reader's eyes who asked for one file. */
function useShown(path: string | undefined) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (path !== undefined) place.current?.scrollIntoView({ block: 'center' });
  }, [path]);
  return place;
}
