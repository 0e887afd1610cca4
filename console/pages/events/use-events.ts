import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Address } from '../../address.ts';
import type { EventCondition, EventLine } from '../../operations.ts';
import { queries } from '../../queries.ts';

/** What is asked of the server: a span of time and conditions. */
export interface AskedEvents {
  readonly from?: string;
  readonly to?: string;
  readonly where: EventCondition[];
  /** False leaves out what Yagura itself read. */
  readonly ownReads: boolean;
}

/** The events that fit, the newest first, as far as they have been fetched. `search` names the question. */
export function useEvents(search: Address, asked: AskedEvents) {
  const found = useInfiniteQuery({ ...queries.eventPages(search, asked), placeholderData: keepPreviousData });
  const pages = found.data?.pages ?? [];
  const now = new Date().toISOString();
  return {
    lines: pages.flatMap((page): EventLine[] => page.events),
    span: { from: pages[0]?.from ?? now, to: pages[0]?.to ?? now },
    waiting: found.isPending || found.isPlaceholderData,
    error: found.error,
    again: () => void (found.isFetchNextPageError ? found.fetchNextPage() : found.refetch()),
    more: found.hasNextPage ? () => void found.fetchNextPage() : undefined,
    fetching: found.isFetchingNextPage,
  };
}

/** How many events fit, by time. */
export const useCounts = (search: Address, asked: AskedEvents) =>
  useQuery({ ...queries.eventCounts(search, { ...asked, buckets: 72 }), placeholderData: keepPreviousData });
