import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type { Finding, ListOfFindings } from '../../operations.ts';
import { queries, rowsOfPage } from '../../queries.ts';

/** The findings of a list, of which only those near the reader are fetched. */
export interface Rows {
  readonly total: number | undefined;
  /** When the list was read first: what became known later is not in it. */
  readonly known: string | undefined;
  /** Why there is no list; one that was had stays, whatever fails afterwards. */
  readonly error: Error | null;
  /** Nothing while the row is on its way. */
  readonly at: (index: number) => Finding | undefined;
  /** The finding with this id, where it is among those that were fetched. */
  readonly find: (id: string) => Finding | undefined;
}

/** Fetches the pages of a list that hold the rows from `first` to `last`. */
export function useRows(list: ListOfFindings, { first, last }: { first: number; last: number }): Rows {
  const head = useQuery({ ...queries.findings(list, 0), placeholderData: keepPreviousData });
  const pages = pagesBetween(first, last).filter((page) => page > 0);
  const rest = useQueries({
    queries: head.isPlaceholderData ? [] : pages.map((page) => patiently(queries.findings(list, page))),
  });
  const byPage = new Map(pages.map((page, index) => [page, rest[index]?.data?.findings]));
  return {
    total: head.data?.total,
    known: head.isPlaceholderData ? undefined : head.data?.known,
    error: head.data === undefined ? head.error : null,
    find: (id) =>
      [head.data?.findings, ...byPage.values()].flatMap((findings) => findings ?? []).find((one) => one.id === id),
    at: (index) => {
      const page = Math.floor(index / rowsOfPage);
      const rows = page === 0 ? head.data?.findings : byPage.get(page);
      return rows?.[index % rowsOfPage];
    },
  };
}

/** A page that could not be had is asked for again: its rows wait for it. */
const patiently = (page: ReturnType<typeof queries.findings>) => ({
  ...page,
  refetchInterval: ({ state }: { state: { status: string } }) => (state.status === 'error' ? 5000 : (false as const)),
});

function pagesBetween(first: number, last: number): number[] {
  const start = Math.floor(Math.max(0, first) / rowsOfPage);
  const end = Math.floor(Math.max(0, last) / rowsOfPage);
  return Array.from({ length: end - start + 1 }, (_, index) => start + index);
}
