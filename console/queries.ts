import { QueryClient, queryOptions } from '@tanstack/react-query';
import { call, CallError, waysIn } from './call.ts';
import type { Operations, Status } from './operations.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 10_000, retry: (failures, error) => failures < 1 && !(error instanceof CallError) },
  },
});

/** What a page reads: the loader of its route fetches it, the page takes it from the cache. */
export const queries = {
  status: queryOptions({
    queryKey: ['GetStatus'],
    queryFn: ({ signal }) => call('GetStatus', {}, signal),
    refetchInterval: ({ state }) => (isBusy(state.data) ? 1000 : 15_000),
  }),
  caller: queryOptions({ queryKey: ['GetCaller'], queryFn: ({ signal }) => call('GetCaller', {}, signal) }),
  waysIn: queryOptions({ queryKey: ['ways in'], queryFn: waysIn }),
  myWaysIn: queryOptions({ queryKey: ['ListWaysIn'], queryFn: ({ signal }) => call('ListWaysIn', {}, signal) }),
  sessions: (everybody: boolean) =>
    queryOptions({
      queryKey: ['ListSessions', everybody],
      queryFn: ({ signal }) => call('ListSessions', { everybody }, signal),
    }),
  people: queryOptions({ queryKey: ['ListPeople'], queryFn: ({ signal }) => call('ListPeople', {}, signal) }),
  accessKeys: queryOptions({
    queryKey: ['ListAccessKeys'],
    queryFn: ({ signal }) => call('ListAccessKeys', {}, signal),
  }),
  summary: (days: number | undefined) =>
    queryOptions({
      queryKey: ['GetSummary', days],
      queryFn: ({ signal }) => call('GetSummary', lastDays(days), signal),
    }),
  findings: (input: Operations['ListFindings']['input']) =>
    queryOptions({ queryKey: ['ListFindings', input], queryFn: ({ signal }) => call('ListFindings', input, signal) }),
  finding: (id: string) =>
    queryOptions({ queryKey: ['GetFinding', id], queryFn: ({ signal }) => call('GetFinding', { id }, signal) }),
  sources: queryOptions({ queryKey: ['ListSources'], queryFn: ({ signal }) => call('ListSources', {}, signal) }),
  quarantine: (cursor: string | undefined) =>
    queryOptions({
      queryKey: ['ListQuarantine', cursor],
      queryFn: ({ signal }) => call('ListQuarantine', cursor === undefined ? {} : { cursor }, signal),
    }),
  pushTokens: queryOptions({
    queryKey: ['ListPushTokens'],
    queryFn: ({ signal }) => call('ListPushTokens', {}, signal),
  }),
  rules: queryOptions({ queryKey: ['ListRules'], queryFn: ({ signal }) => call('ListRules', {}, signal) }),
  rule: (id: string) =>
    queryOptions({ queryKey: ['GetRule', id], queryFn: ({ signal }) => call('GetRule', { id }, signal) }),
};

/** Everything but the status grows while logs are read; asks for it anew. */
export const refreshPages = (): Promise<void> =>
  queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'GetStatus' });

export const isBusy = (status: Status | undefined): boolean => status !== undefined && status.phase !== 'ready';

/** Without a number of days the server chooses the span: the month that ends with the newest event. */
function lastDays(days: number | undefined): { from?: string; to?: string } {
  if (days === undefined) return {};
  const now = Date.now();
  return { from: new Date(now - days * 86_400_000).toISOString(), to: new Date(now).toISOString() };
}
