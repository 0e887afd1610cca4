import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Table from '@cloudscape-design/components/table';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call } from '../../call.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { figuresWords } from '../../i18n/figures.ts';
import { sourcesWords } from '../../i18n/sources.ts';
import { statesWords } from '../../i18n/states.ts';
import type { Operations, Refused } from '../../operations.ts';
import { Go } from '../../parts/go.tsx';
import { Moment, useFigures } from '../../parts/figures.tsx';
import { Raw } from '../../parts/raw.tsx';
import { Small } from '../../parts/row.tsx';
import { useScreen } from '../../parts/screen.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { Empty } from '../../parts/states.tsx';
import { Unanswered } from '../../parts/unanswered.tsx';
import { paths } from '../../paths.ts';
import { queries, refreshPages } from '../../queries.ts';
import { IfMay } from '../../parts/may.tsx';
import { visible } from '../../visible.ts';

/** What could not be read (of one file, when its path is given): where it stands, why, and what mends it. It can be read again. */
export function Quarantine({ path }: { path: string | undefined }) {
  const { say } = useSpeech();
  const pages = usePages();
  const asked = {
    ...(path === undefined ? {} : { path }),
    ...(pages.cursor === undefined ? {} : { cursor: pages.cursor }),
  };
  const asking = useQuery({ ...queries.quarantine(asked), placeholderData: keepPreviousData });
  const { data, error, isPending } = asking;
  const place = useShown(path);
  const replay = useMutation({ mutationFn: () => call('ReplayQuarantine', {}), onSuccess: refreshPages });
  const { items = none, total = 0, next } = data ?? {};
  return (
    <Table<Refused>
      variant="container"
      wrapLines
      items={items}
      loading={isPending}
      loadingText={say(statesWords.waiting)}
      ariaLabels={{ tableLabel: say(sourcesWords.refusedTitle) }}
      header={<Title total={total} pending={replay.isPending} replay={() => replay.mutate()} />}
      filter={
        <div ref={place}>
          {replay.error === null ? <Replayed done={replay.data} /> : <Refusal error={replay.error} />}
          {path === undefined ? null : <OfFile path={path} />}
        </div>
      }
      pagination={total > items.length ? <Turn pages={pages} next={next} /> : null}
      empty={
        error === null ? (
          <Empty title={say(sourcesWords.refusedEmpty)} help={say(sourcesWords.refusedEmptyHelp)} />
        ) : (
          <Unanswered asked={asking} />
        )
      }
      columnDefinitions={useColumns()}
    />
  );
}

const none: Refused[] = [];

function Title({ total, pending, replay }: { total: number; pending: boolean; replay: () => void }) {
  const { say } = useSpeech();
  const { count } = useFigures();
  return (
    <Header
      variant="h2"
      counter={`(${count(total)})`}
      description={say(sourcesWords.refusedHelp)}
      actions={
        <IfMay action="yagura:ReplayQuarantine">
          <Button disabled={total === 0} loading={pending} onClick={replay}>
            {say(sourcesWords.refusedReplay)}
          </Button>
        </IfMay>
      }
    >
      {say(sourcesWords.refusedTitle)}
    </Header>
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

function useColumns() {
  const { say } = useSpeech();
  const isSmall = useScreen('(max-width: 560px)'); // a telephone shows both columns, as narrow as they must be
  return [
    {
      id: 'where',
      header: say(sourcesWords.refusedWhere),
      isRowHeader: true,
      minWidth: isSmall ? 110 : 220,
      cell: ({ path, file, line, source, time }: Refused) => (
        <>
          <Raw mono of={`${path || file}${line > 0 ? `:${line}` : ''}`} />
          <Small>
            {source || say(figuresWords.unknown)} · <Moment at={time} />
          </Small>
        </>
      ),
    },
    {
      id: 'reason',
      header: say(sourcesWords.refusedReason),
      minWidth: isSmall ? 190 : 300,
      cell: ({ reason, remedy, text }: Refused) => (
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
      ),
    },
  ];
}
