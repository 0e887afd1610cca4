import Button from '@cloudscape-design/components/button';
import Flashbar from '@cloudscape-design/components/flashbar';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useSpeech } from '../i18n/language.tsx';
import { findingsWords } from '../i18n/findings.ts';
import { statesWords } from '../i18n/states.ts';
import { summaryWords } from '../i18n/summary.ts';
import type { Finding } from '../operations.ts';
import { useFigures } from '../parts/figures.tsx';
import { useGo } from '../parts/go.tsx';
import { Empty } from '../parts/states.tsx';
import { paths } from '../paths.ts';
import { queries } from '../queries.ts';
import { useFindingColumns, useRoom } from './findings/columns.tsx';
import { Filters } from './findings/filters.tsx';
import { useArchive, type Archive } from './findings/use-archive.ts';
import { listInput, pageSize, type FindingsSearch } from './findings-search.ts';

const route = getRouteApi('/frame/findings');
const none: Finding[] = [];

/** The list of findings; whatever it shows stands in the address, so that it can be sent to somebody. */
export function FindingsPage() {
  const search = route.useSearch();
  const go = useGo();
  const show = (wanted: FindingsSearch): void => go(paths.findings(wanted));
  const list = useQuery({ ...queries.findings(listInput(search)), placeholderData: keepPreviousData });
  const findings = list.data?.findings ?? none;
  const [selected, setSelected] = useState<Finding[]>([]);
  const archive = useArchive(() => setSelected([]));
  return (
    <SpaceBetween size="m">
      <Flashbar items={archive.messages} />
      <Table<Finding>
        {...useLook()}
        {...sorting(search, show)}
        items={findings}
        selectedItems={selected}
        onSelectionChange={({ detail }) => setSelected(detail.selectedItems)}
        loading={list.isPending}
        header={
          <Title total={list.data?.total} selected={selected} archived={search.archived ?? false} archive={archive} />
        }
        filter={<Filters search={search} findings={findings} show={show} />}
        pagination={<Pages search={search} total={list.data?.total ?? 0} show={show} />}
        empty={<Nothing search={search} error={list.error} show={show} />}
      />
    </SpaceBetween>
  );
}

function useLook() {
  const { say } = useSpeech();
  return {
    variant: 'full-page',
    stickyHeader: true,
    wrapLines: true,
    selectionType: 'multi',
    trackBy: 'id',
    columnDefinitions: useFindingColumns(),
    visibleColumns: useRoom(),
    loadingText: say(findingsWords.loading),
    ariaLabels: {
      tableLabel: say(findingsWords.title),
      selectionGroupLabel: say(findingsWords.select),
      allItemsSelectionLabel: () => say(findingsWords.selectAll),
      itemSelectionLabel: (_: unknown, finding: Finding) => say(finding.title),
    },
  } as const;
}

interface Shown {
  readonly search: FindingsSearch;
  readonly show: (search: FindingsSearch) => void;
}

function sorting(search: FindingsSearch, show: Shown['show']): Partial<TableProps<Finding>> {
  return {
    sortingColumn: { sortingField: search.sort ?? 'severity' },
    sortingDescending: search.descending ?? true,
    onSortingChange: ({ detail }) =>
      show({
        ...search,
        page: undefined,
        sort: columnOf(detail.sortingColumn.sortingField),
        descending: detail.isDescending ?? false,
      }),
  };
}

const columnOf = (field: string | undefined): FindingsSearch['sort'] =>
  field === 'lastSeen' || field === 'firstSeen' || field === 'count' ? field : 'severity';

interface TitleProps {
  readonly total: number | undefined;
  readonly selected: readonly Finding[];
  readonly archived: boolean;
  readonly archive: Archive;
}

function Title({ total, selected, archived, archive }: TitleProps) {
  const { say } = useSpeech();
  const { count } = useFigures();
  return (
    <Header
      variant="h1"
      counter={total === undefined ? '' : `(${count(total)})`}
      description={say(findingsWords.help)}
      actions={
        <Button
          disabled={selected.length === 0}
          disabledReason={say(findingsWords.selectFirst)}
          loading={archive.pending}
          onClick={() => archive.run({ ids: selected.map(({ id }) => id), archived: !archived })}
        >
          {say(archived ? findingsWords.restore : findingsWords.archive)}
        </Button>
      }
    >
      {say(findingsWords.title)}
    </Header>
  );
}

function Pages({ search, total, show }: Shown & { total: number }) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  return (
    <Pagination
      currentPageIndex={Math.min(search.page ?? 1, pages)}
      pagesCount={pages}
      onChange={({ detail }) => show({ ...search, page: detail.currentPageIndex })}
    />
  );
}

function Nothing({ search, error, show }: Shown & { error: Error | null }) {
  const { say } = useSpeech();
  if (error !== null) return <Empty title={say(statesWords.faultTitle)} help={error.message} />;
  const filtered = Object.values(search).some((value) => value !== undefined);
  if (!filtered) return <Empty title={say(summaryWords.topEmpty)} help={say(summaryWords.topEmptyHelp)} />;
  return (
    <Empty
      title={say(findingsWords.nothing)}
      help={say(findingsWords.nothingHelp)}
      action={<Button onClick={() => show({})}>{say(findingsWords.clear)}</Button>}
    />
  );
}
