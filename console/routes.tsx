import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { Frame } from './parts/frame.tsx';
import { FrameSkeleton, ListSkeleton, PartsSkeleton, WidgetsSkeleton } from './parts/skeleton.tsx';
import { Missing, PageFault } from './parts/states.tsx';
import { keep, one, readAddress, writeAddress } from './address.ts';
import { call, CallError } from './call.ts';
import { askedOf, eventsSearch } from './pages/events-search.ts';
import { findingsSearch, listOf, listPart } from './pages/findings-search.ts';
import { placeIn } from './pages/new-rule/place.ts';
import { rulesSearch } from './pages/rules-search.ts';
import { queries, queryClient } from './queries.ts';
import { spanNames, spanOf } from './span.ts';

/** The code of a page. When it cannot be had, the server is asked why: it may be away, or be a newer one than this page. */
function fetched<Module>(code: Promise<Module>): Promise<Module> {
  return code.then(dressed, async (error: unknown) => {
    await call('GetStatus', {});
    throw error; // the router loads everything anew, once
  });
}

let isUndressed = false;
window.addEventListener('vite:preloadError', () => (isUndressed = true));

/** A document asks once for a stylesheet: what had none while the server was away comes with a new document. */
function dressed<Module>(module: Module): Module | Promise<Module> {
  if (!isUndressed) return module;
  window.location.reload();
  return new Promise(() => undefined);
}

const root = createRootRoute({ component: Outlet });

const signInRoute = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: keep('to', 'elsewhere'),
  component: lazyRouteComponent(() => fetched(import('./pages/sign-in.tsx')), 'SignIn'),
});

/** Does without what the reader's role does not see; anything else that failed is thrown on. */
const unlessDenied =
  <Instead,>(instead: Instead) =>
  (error: unknown): Instead => {
    if (error instanceof CallError && error.code === 'Denied') return instead;
    throw error;
  };

const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: Frame,
  pendingComponent: FrameSkeleton,
  loader: () =>
    Promise.all([
      queryClient.ensureQueryData(queries.status).catch(unlessDenied(undefined)),
      queryClient.prefetchQuery(queries.ownPermissions), // before anything is drawn: no button comes and goes
      queryClient.prefetchQuery(queries.preferences), // without them the page stands with its defaults
    ]),
});

const summary = createRoute({
  getParentRoute: () => frame,
  path: '/',
  validateSearch: keep(...spanNames),
  loaderDeps: ({ search }) => search,
  loader: async ({ deps }) => {
    const seen = await queryClient.ensureQueryData(queries.summary(spanOf(deps))).catch(unlessDenied(undefined));
    if (seen === undefined) throw redirect({ to: '/findings' }); // a member sees those of its account
  },
  component: lazyRouteComponent(() => fetched(import('./pages/summary.tsx')), 'SummaryPage'),
  pendingComponent: WidgetsSkeleton,
});

const findings = createRoute({
  getParentRoute: () => frame,
  path: '/findings',
  validateSearch: findingsSearch,
  loaderDeps: ({ search }) => listPart(search),
  loader: async ({ deps, cause }) => {
    // Whoever comes to the list sees everything; afterwards new findings wait until they are wanted.
    if (cause === 'enter') queryClient.removeQueries({ queryKey: ['ListFindings'] });
    await queryClient.ensureQueryData(queries.findings(listOf(deps), 0));
  },
  component: lazyRouteComponent(() => fetched(import('./pages/findings.tsx')), 'FindingsPage'),
  pendingComponent: ListSkeleton,
});

const finding = createRoute({
  getParentRoute: () => frame,
  path: '/findings/$id',
  validateSearch: (given: Record<string, unknown>) => listPart(findingsSearch(given)),
  loader: ({ params }) => queryClient.ensureQueryData(queries.finding(params.id)),
  component: lazyRouteComponent(() => fetched(import('./pages/finding.tsx')), 'FindingPage'),
});

const suppressions = createRoute({
  getParentRoute: () => frame,
  path: '/findings/suppressions',
  loader: () =>
    Promise.all([
      queryClient.ensureQueryData(queries.suppressionProposals),
      queryClient.ensureQueryData(queries.suppressions),
    ]),
  component: lazyRouteComponent(() => fetched(import('./pages/suppressions.tsx')), 'SuppressionsPage'),
});

const sources = createRoute({
  getParentRoute: () => frame,
  path: '/sources',
  validateSearch: keep('refused', 'guide'),
  loader: () =>
    Promise.all([queryClient.ensureQueryData(queries.sources), queryClient.ensureQueryData(queries.places)]),
  component: lazyRouteComponent(() => fetched(import('./pages/sources.tsx')), 'SourcesPage'),
});

const rules = createRoute({
  getParentRoute: () => frame,
  path: '/rules',
  validateSearch: rulesSearch,
  loader: () => queryClient.ensureQueryData(queries.rules),
  component: lazyRouteComponent(() => fetched(import('./pages/rules.tsx')), 'RulesPage'),
  pendingComponent: ListSkeleton,
});

const rule = createRoute({
  getParentRoute: () => frame,
  path: '/rules/$id',
  loader: ({ params }) => queryClient.ensureQueryData(queries.rule(params.id)),
  component: lazyRouteComponent(() => fetched(import('./pages/rule.tsx')), 'RulePage'),
});

const newRule = createRoute({
  getParentRoute: () => frame,
  path: '/new-rule',
  validateSearch: keep('table', 'time', 'file', 'position', 'like'),
  loaderDeps: ({ search }) => search,
  loader: async ({ deps }) => {
    const place = placeIn(deps);
    const like = one(deps, 'like');
    if (place !== undefined) await queryClient.ensureQueryData(queries.eventFields(place));
    if (like !== undefined) await queryClient.ensureQueryData(queries.rule(like));
  },
  component: lazyRouteComponent(() => fetched(import('./pages/new-rule.tsx')), 'NewRulePage'),
});

const editRule = createRoute({
  getParentRoute: () => frame,
  path: '/rules/$id/edit',
  loader: ({ params }) => queryClient.ensureQueryData(queries.rule(params.id)),
  component: lazyRouteComponent(() => fetched(import('./pages/edit-rule.tsx')), 'EditRulePage'),
});

const events = createRoute({
  getParentRoute: () => frame,
  path: '/events',
  validateSearch: eventsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => queryClient.ensureInfiniteQueryData(queries.eventPages(deps, askedOf(deps))),
  component: lazyRouteComponent(() => fetched(import('./pages/events.tsx')), 'EventsPage'),
  pendingComponent: ListSkeleton,
});

const policyStores = createRoute({
  getParentRoute: () => frame,
  path: '/policy-stores',
  loader: () => queryClient.ensureQueryData(queries.policyStores),
  component: lazyRouteComponent(() => fetched(import('./pages/policy-stores.tsx')), 'PolicyStoresPage'),
  pendingComponent: ListSkeleton,
});

const policyStore = createRoute({
  getParentRoute: () => frame,
  path: '/policy-stores/$id',
  validateSearch: keep('tab', 'item'),
  loader: ({ params }) => queryClient.ensureQueryData(queries.policyStore(params.id)),
  component: lazyRouteComponent(() => fetched(import('./pages/policy-store.tsx')), 'PolicyStorePage'),
});

const query = createRoute({
  getParentRoute: () => frame,
  path: '/query',
  validateSearch: keep('sql'),
  component: lazyRouteComponent(() => fetched(import('./pages/query.tsx')), 'QueryPage'),
});

const account = createRoute({
  getParentRoute: () => frame,
  path: '/account',
  loader: () =>
    Promise.all([
      queryClient.ensureQueryData(queries.caller),
      queryClient.ensureQueryData(queries.myWaysIn),
      queryClient.ensureQueryData(queries.sessions(false)),
    ]),
  component: lazyRouteComponent(() => fetched(import('./pages/account.tsx')), 'AccountPage'),
});

const people = createRoute({
  getParentRoute: () => frame,
  path: '/people',
  loader: () =>
    Promise.all([
      queryClient.ensureQueryData(queries.people),
      queryClient.ensureQueryData(queries.accessKeys),
      queryClient.ensureQueryData(queries.sessions(true)),
    ]),
  component: lazyRouteComponent(() => fetched(import('./pages/people.tsx')), 'PeoplePage'),
});

const settings = createRoute({
  getParentRoute: () => frame,
  path: '/settings',
  loader: () =>
    Promise.all([
      queryClient.ensureQueryData(queries.system),
      queryClient.prefetchQuery(queries.people), // who may not see them sees the rest
    ]),
  component: lazyRouteComponent(() => fetched(import('./pages/settings.tsx')), 'SettingsPage'),
});

/** Every other address: nothing, inside of the frame. */
const nothing = createRoute({ getParentRoute: () => frame, path: '$', component: Missing });

const pages = [
  events,
  summary,
  findings,
  finding,
  suppressions,
  sources,
  rules,
  rule,
  newRule,
  editRule,
  policyStores,
  policyStore,
  query,
  account,
  people,
  settings,
  nothing,
];

export const router = createRouter({
  parseSearch: readAddress,
  stringifySearch: writeAddress,
  routeTree: root.addChildren([signInRoute, frame.addChildren(pages)]),
  defaultPendingMs: 200,
  defaultPendingComponent: PartsSkeleton,
  defaultErrorComponent: PageFault,
  defaultNotFoundComponent: Missing,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
