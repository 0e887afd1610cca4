import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/react-query';
import type { Address } from './address.ts';
import { call, CallError, callPermissions, waysIn } from './call.ts';
import type { Condition, ListOfFindings, Operations, RankInput, Status } from './operations.ts';
import type { PolicyStoreLine } from './policy-operations.ts';
import { timesOf, type Span } from './span.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    // A server on this very machine is there also when the browser believes to be offline: whether it answers is found out by asking.
    queries: {
      networkMode: 'always',
      staleTime: 10_000,
      retry: (failures, error) => failures < 1 && !(error instanceof CallError),
    },
    mutations: { networkMode: 'always' },
  },
});

/** What a page reads: the loader of its route fetches it, the page takes it from the cache. */
export const queries = {
  status: queryOptions({
    queryKey: ['GetStatus'],
    queryFn: ({ signal }) => call('GetStatus', {}, signal),
    refetchInterval: 15_000, // what is new is told at once: this is for when it is not
  }),
  caller: queryOptions({ queryKey: ['GetCaller'], queryFn: ({ signal }) => call('GetCaller', {}, signal) }),
  ownPermissions: queryOptions({
    queryKey: ['ListOwnPermissions'],
    queryFn: ({ signal }) => call('ListOwnPermissions', {}, signal),
  }),
  waysIn: queryOptions({ queryKey: ['ways in'], queryFn: waysIn }),
  myWaysIn: queryOptions({ queryKey: ['ListWaysIn'], queryFn: ({ signal }) => call('ListWaysIn', {}, signal) }),
  sessions: (everybody: boolean) =>
    queryOptions({
      queryKey: ['ListSessions', everybody],
      queryFn: ({ signal }) => call('ListSessions', { everybody }, signal),
    }),
  policyStores: queryOptions({ queryKey: ['ListPolicyStores'], queryFn: ({ signal }) => everyPolicyStore(signal) }),
  policyStore: (policyStoreId: string) =>
    queryOptions({
      queryKey: ['GetPolicyStoreRevision', policyStoreId],
      queryFn: ({ signal }) => call('GetPolicyStoreRevision', { policyStoreId }, signal),
    }),
  checkedStatement: (policyStoreId: string, statement: string) =>
    queryOptions({
      queryKey: ['CheckStatement', policyStoreId, statement],
      queryFn: ({ signal }) => call('CheckStatement', { policyStoreId, statement }, signal),
    }),
  policyRemarks: (policyStoreId: string) =>
    queryOptions({
      queryKey: ['CheckPolicyStore', policyStoreId],
      queryFn: ({ signal }) => call('CheckPolicyStore', { policyStoreId }, signal),
    }),
  loggedDecision: (policyStoreId: string, decisionId: string) =>
    queryOptions({
      queryKey: ['GetDecision', policyStoreId, decisionId],
      queryFn: ({ signal }) => call('GetDecision', { policyStoreId, decisionId }, signal),
    }),
  policyRevisions: (policyStoreId: string) =>
    queryOptions({
      queryKey: ['ListPolicyStoreRevisions', policyStoreId],
      queryFn: ({ signal }) => call('ListPolicyStoreRevisions', { policyStoreId }, signal),
    }),
  policyDifference: (policyStoreId: string, revision: number) =>
    queryOptions({
      queryKey: ['GetPolicyStoreDifference', policyStoreId, revision],
      queryFn: ({ signal }) =>
        call('GetPolicyStoreDifference', { policyStoreId, from: revision - 1, to: revision }, signal),
    }),
  decisionLog: (input: Operations['SearchDecisions']['input']) =>
    queryOptions({
      queryKey: ['SearchDecisions', input],
      queryFn: ({ signal }) => call('SearchDecisions', input, signal),
    }),
  policyStoreSettings: (policyStoreId: string) =>
    queryOptions({
      queryKey: ['GetPolicyStoreSettings', policyStoreId],
      queryFn: ({ signal }) => call('GetPolicyStoreSettings', { policyStoreId }, signal),
    }),
  /** Answers of SQL that stay the same as long as the server does. */
  sql: (sql: string) =>
    queryOptions({
      queryKey: ['RunQuery', sql],
      staleTime: Infinity,
      queryFn: ({ signal }) => call('RunQuery', { sql }, signal),
    }),
  people: queryOptions({ queryKey: ['ListPeople'], queryFn: ({ signal }) => call('ListPeople', {}, signal) }),
  accessKeys: queryOptions({
    queryKey: ['ListAccessKeys'],
    queryFn: ({ signal }) => call('ListAccessKeys', {}, signal),
  }),
  summary: (span: Span) =>
    queryOptions({
      queryKey: ['GetSummary', span],
      queryFn: ({ signal }) => call('GetSummary', timesOf(span), signal),
    }),
  ranks: (input: RankInput) =>
    queryOptions({
      queryKey: ['GetFindingRanks', input],
      queryFn: ({ signal }) => call('GetFindingRanks', input, signal),
    }),
  findings: (list: ListOfFindings, page: number) => findingsPage(list, page),
  /** How many findings fit that became known after the list was read; nothing is asked before it was. */
  freshFindings: (list: ListOfFindings, known: string | undefined) =>
    queryOptions({
      queryKey: ['ListFindings', 'fresh', list, known],
      enabled: known !== undefined,
      queryFn: async ({ signal }) => {
        const later: Condition = { property: 'createdAt', operator: '>=', values: [afterwards(known ?? '')] };
        return (await call('ListFindings', { ...list, where: [...list.where, later], limit: 1 }, signal)).total;
      },
    }),
  countFindings: (input: Operations['CountFindings']['input']) =>
    queryOptions({ queryKey: ['CountFindings', input], queryFn: ({ signal }) => call('CountFindings', input, signal) }),
  findingPlace: (input: Operations['GetFindingPlace']['input']) =>
    queryOptions({
      queryKey: ['GetFindingPlace', input],
      queryFn: ({ signal }) => call('GetFindingPlace', input, signal),
    }),
  /** The events that fit, page by page; `search` names the question. */
  eventPages: (search: Address, input: Operations['SearchEvents']['input']) =>
    infiniteQueryOptions({
      queryKey: ['SearchEvents', 'pages', search],
      initialPageParam: '',
      queryFn: ({ pageParam, signal }) =>
        call('SearchEvents', { ...input, limit: 60, ...(pageParam === '' ? {} : { cursor: pageParam }) }, signal),
      getNextPageParam: ({ next }) => next,
    }),
  eventCounts: (search: Address, input: Operations['CountEvents']['input']) =>
    queryOptions({
      queryKey: ['CountEvents', search, input.buckets],
      queryFn: ({ signal }) => call('CountEvents', input, signal),
    }),
  eventValues: (search: Address, input: Operations['CountEventValues']['input']) =>
    queryOptions({
      queryKey: ['CountEventValues', search, input.by, input.like],
      queryFn: ({ signal }) => call('CountEventValues', input, signal),
    }),
  event: (place: Operations['GetEvent']['input']) =>
    queryOptions({
      queryKey: ['GetEvent', place],
      staleTime: Infinity,
      queryFn: ({ signal }) => call('GetEvent', place, signal),
    }),
  events: (input: Operations['SearchEvents']['input']) =>
    queryOptions({ queryKey: ['SearchEvents', input], queryFn: ({ signal }) => call('SearchEvents', input, signal) }),
  suppressionProposals: queryOptions({
    queryKey: ['ListSuppressionProposals'],
    queryFn: ({ signal }) => call('ListSuppressionProposals', {}, signal),
  }),
  suppressions: queryOptions({
    queryKey: ['ListSuppressions'],
    queryFn: ({ signal }) => call('ListSuppressions', {}, signal),
  }),
  history: (finding: string) =>
    queryOptions({
      queryKey: ['ListHistory', finding],
      queryFn: ({ signal }) => call('ListHistory', { finding }, signal),
    }),
  preferences: queryOptions({
    queryKey: ['GetPreferences'],
    staleTime: Infinity,
    queryFn: ({ signal }) => call('GetPreferences', {}, signal),
  }),
  finding: (id: string) =>
    queryOptions({ queryKey: ['GetFinding', id], queryFn: ({ signal }) => call('GetFinding', { id }, signal) }),
  system: queryOptions({ queryKey: ['GetSystem'], queryFn: ({ signal }) => call('GetSystem', {}, signal) }),
  sources: queryOptions({ queryKey: ['ListSources'], queryFn: ({ signal }) => call('ListSources', {}, signal) }),
  lists: queryOptions({ queryKey: ['ListLists'], queryFn: ({ signal }) => call('ListLists', {}, signal) }),
  places: queryOptions({ queryKey: ['ListPlaces'], queryFn: ({ signal }) => call('ListPlaces', {}, signal) }),
  /** What was refused, of one file alone when its path is given. */
  quarantine: (asked: Operations['ListQuarantine']['input']) =>
    queryOptions({
      queryKey: ['ListQuarantine', asked],
      queryFn: ({ signal }) => call('ListQuarantine', asked, signal),
    }),
  pushTokens: queryOptions({
    queryKey: ['ListPushTokens'],
    queryFn: ({ signal }) => call('ListPushTokens', {}, signal),
  }),
  rules: queryOptions({ queryKey: ['ListRules'], queryFn: ({ signal }) => call('ListRules', {}, signal) }),
  rule: (id: string) =>
    queryOptions({ queryKey: ['GetRule', id], queryFn: ({ signal }) => call('GetRule', { id }, signal) }),
  /** The newest findings of a rule, archived ones too. */
  foundByRule: (id: string) =>
    queryOptions({
      queryKey: ['ListFindings', 'of rule', id],
      queryFn: ({ signal }) =>
        call(
          'ListFindings',
          { where: [{ property: 'rule', operator: '=', values: [id] }], archived: 'any', sort: 'lastSeen', limit: 5 },
          signal,
        ),
    }),
  ruleTests: (id: string) =>
    queryOptions({ queryKey: ['CheckRule', id], queryFn: ({ signal }) => call('CheckRule', { id }, signal) }),
  rulePreview: (text: string) =>
    queryOptions({
      queryKey: ['PreviewRule', text],
      enabled: text.trim() !== '',
      retry: false,
      queryFn: ({ signal }) => call('PreviewRule', { text }, signal),
    }),
  eventFields: (place: Operations['GetEventFields']['input']) =>
    queryOptions({
      queryKey: ['GetEventFields', place],
      staleTime: Infinity,
      queryFn: ({ signal }) => call('GetEventFields', place, signal),
    }),
};

/** Findings that a page of the list holds. */
export const rowsOfPage = 100;

/**
 * A page of the list. Every page but the first, and the first when it is asked again, is asked for as things stood
 * when the list was first read: new findings move nothing under the reader.
 */
function findingsPage(list: ListOfFindings, page: number) {
  return queryOptions({
    queryKey: ['ListFindings', list, page],
    queryFn: ({ signal, client }) => {
      const first = client.getQueryData<Operations['ListFindings']['output']>(['ListFindings', list, 0]);
      const known = first?.known === undefined ? {} : { known: first.known };
      const cursor = String(page * rowsOfPage);
      return call('ListFindings', { ...list, ...known, limit: rowsOfPage, cursor }, signal);
    },
  });
}

/** Forgets what the lists of findings showed, so that they show everything. */
export const rereadFindings = (): Promise<void> => queryClient.resetQueries({ queryKey: ['ListFindings'] });

/** A millisecond later, as ISO 8601. */
const afterwards = (time: string): string => new Date(Date.parse(time) + 1).toISOString();

/** Asks for everything on the page anew. */
export const refreshPages = (): Promise<void> => queryClient.invalidateQueries();

/** Asks for all numbers anew, and for no list that somebody reads: nothing moves under the reader. Empty lists have no reader. */
export const refreshCounts = (): Promise<void> =>
  queryClient.invalidateQueries({ predicate: ({ queryKey, state }) => !isListRead(queryKey, state.data) });

/** The lists that are read line by line; what is new in them is counted, and shown when it is wanted. */
function isListRead([name, part]: readonly unknown[], data: unknown): boolean {
  if (name === 'ListFindings') return part !== 'fresh' && !isEmpty(data);
  if (name === 'SearchEvents') return !isEmpty(data);
  return name === 'GetFinding' || name === 'GetEvent' || name === 'GetPreferences';
}

/** True of the answer of a list, or the first of its pages, that holds nothing. */
function isEmpty(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false;
  if ('pages' in data && Array.isArray(data.pages)) return isEmpty(data.pages[0]);
  return (
    ('total' in data && data.total === 0) ||
    ('events' in data && Array.isArray(data.events) && data.events.length === 0)
  );
}

export const isBusy = (status: Status | undefined): boolean => status !== undefined && status.phase !== 'ready';

/** Every policy store, page by page. */
async function everyPolicyStore(signal: AbortSignal): Promise<PolicyStoreLine[]> {
  const found: PolicyStoreLine[] = [];
  let nextToken: string | undefined;
  do {
    const page = await callPermissions(
      'ListPolicyStores',
      { maxResults: 50, ...(nextToken === undefined ? {} : { nextToken }) },
      signal,
    );
    found.push(...page.policyStores);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return found;
}
