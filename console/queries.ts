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
  // What is new is told at once: this is for when it is not.
  status: { ...answerTo('GetStatus', {}), refetchInterval: 15_000 },
  caller: answerTo('GetCaller', {}),
  ownPermissions: answerTo('ListOwnPermissions', {}),
  waysIn: queryOptions({ queryKey: ['ways in'], queryFn: waysIn }),
  myWaysIn: answerTo('ListWaysIn', {}),
  sessions: (everybody: boolean) => answerTo('ListSessions', { everybody }),
  people: answerTo('ListPeople', {}),
  accessKeys: answerTo('ListAccessKeys', {}),
  preferences: { ...answerTo('GetPreferences', {}), staleTime: Infinity },

  policyStores: queryOptions({ queryKey: ['ListPolicyStores'], queryFn: ({ signal }) => everyPolicyStore(signal) }),
  policyStore: (policyStoreId: string) => answerTo('GetPolicyStoreRevision', { policyStoreId }),
  policyStoreSettings: (policyStoreId: string) => answerTo('GetPolicyStoreSettings', { policyStoreId }),
  policyRemarks: (policyStoreId: string) => answerTo('CheckPolicyStore', { policyStoreId }),
  policyRevisions: (policyStoreId: string) => answerTo('ListPolicyStoreRevisions', { policyStoreId }),
  policyDifference: (policyStoreId: string, revision: number) =>
    answerTo('GetPolicyStoreDifference', { policyStoreId, from: revision - 1, to: revision }),
  checkedStatement: (policyStoreId: string, statement: string) =>
    answerTo('CheckStatement', { policyStoreId, statement }),
  decisionLog: (input: Input<'SearchDecisions'>) => answerTo('SearchDecisions', input),
  loggedDecision: (policyStoreId: string, decisionId: string) => answerTo('GetDecision', { policyStoreId, decisionId }),

  summary: (span: Span) =>
    queryOptions({
      queryKey: ['GetSummary', span],
      queryFn: ({ signal }) => call('GetSummary', timesOf(span), signal),
    }),
  ranks: (input: RankInput) => answerTo('GetFindingRanks', input),
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
  countFindings: (input: Input<'CountFindings'>) => answerTo('CountFindings', input),
  findingPlace: (input: Input<'GetFindingPlace'>) => answerTo('GetFindingPlace', input),
  finding: (id: string) => answerTo('GetFinding', { id }),
  history: (finding: string) => answerTo('ListHistory', { finding }),
  suppressionProposals: answerTo('ListSuppressionProposals', {}),
  suppressions: answerTo('ListSuppressions', {}),

  /** The events that fit, page by page; `search` names the question. */
  eventPages: (search: Address, input: Input<'SearchEvents'>) =>
    infiniteQueryOptions({
      queryKey: ['SearchEvents', 'pages', search],
      initialPageParam: '',
      queryFn: ({ pageParam, signal }) =>
        call('SearchEvents', { ...input, limit: 60, ...(pageParam === '' ? {} : { cursor: pageParam }) }, signal),
      getNextPageParam: ({ next }) => next,
    }),
  eventCounts: (search: Address, input: Input<'CountEvents'>) =>
    queryOptions({
      queryKey: ['CountEvents', search, input.buckets],
      queryFn: ({ signal }) => call('CountEvents', input, signal),
    }),
  eventValues: (search: Address, input: Input<'CountEventValues'>) =>
    queryOptions({
      queryKey: ['CountEventValues', search, input.by, input.like],
      queryFn: ({ signal }) => call('CountEventValues', input, signal),
    }),
  events: (input: Input<'SearchEvents'>) => answerTo('SearchEvents', input),
  event: (place: Input<'GetEvent'>) => ({ ...answerTo('GetEvent', place), staleTime: Infinity }),
  eventFields: (place: Input<'GetEventFields'>) => ({ ...answerTo('GetEventFields', place), staleTime: Infinity }),
  /** Answers of SQL that stay the same as long as the server does. */
  sql: (sql: string) => ({ ...answerTo('RunQuery', { sql }), staleTime: Infinity }),

  rules: answerTo('ListRules', {}),
  rule: (id: string) => answerTo('GetRule', { id }),
  /** The newest findings of a rule, archived ones too. */
  foundByRule: (id: string) =>
    answerTo('ListFindings', {
      where: [{ property: 'rule', operator: '=', values: [id] }],
      archived: 'any',
      sort: 'lastSeen',
      limit: 5,
    }),
  ruleTests: (id: string) => answerTo('CheckRule', { id }),
  rulePreview: (text: string) => ({ ...answerTo('PreviewRule', { text }), enabled: text.trim() !== '', retry: false }),

  system: answerTo('GetSystem', {}),
  sources: answerTo('ListSources', {}),
  lists: answerTo('ListLists', {}),
  places: answerTo('ListPlaces', {}),
  /** What was refused, of one file alone when its path is given. */
  quarantine: (asked: Input<'ListQuarantine'>) => answerTo('ListQuarantine', asked),
  pushTokens: answerTo('ListPushTokens', {}),
};

type Input<Name extends keyof Operations> = Operations[Name]['input'];

/** What an operation answers, kept under its name and what it was asked. */
function answerTo<Name extends keyof Operations>(name: Name, input: Input<Name>) {
  return queryOptions({ queryKey: [name, input], queryFn: ({ signal }) => call(name, input, signal) });
}

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

/** Asks anew for everything that the page knows of a policy store. */
export const rereadPolicyStore = (policyStoreId: string): Promise<void> =>
  queryClient.invalidateQueries({
    predicate: ({ queryKey: [, input] }) =>
      typeof input === 'object' && input !== null && 'policyStoreId' in input && input.policyStoreId === policyStoreId,
  });

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
