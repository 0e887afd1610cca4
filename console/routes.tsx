import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { Frame } from './parts/frame.tsx';
import { Missing, PageFault, Waiting } from './parts/states.tsx';
import { keep, one, readAddress, writeAddress } from './address.ts';
import { eventsSearch, whereOf } from './pages/events-search.ts';
import { findingsSearch, listOf, listPart } from './pages/findings-search.ts';
import { placeIn } from './pages/new-rule/place.ts';
import { rulesSearch } from './pages/rules-search.ts';
import { queries, queryClient } from './queries.ts';
import { spanNames, spanOf, timesOf } from './span.ts';

const root = createRootRoute({ component: Outlet, notFoundComponent: Missing });

const signInRoute = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: keep('to', 'elsewhere'),
  component: lazyRouteComponent(() => import('./pages/sign-in.tsx'), 'SignIn'),
});

const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: Frame,
  loader: () =>
    Promise.all([queryClient.ensureQueryData(queries.status), queryClient.ensureQueryData(queries.preferences)]),
});

const summary = createRoute({
  getParentRoute: () => frame,
  path: '/',
  validateSearch: keep(...spanNames),
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => queryClient.ensureQueryData(queries.summary(spanOf(deps))),
  component: lazyRouteComponent(() => import('./pages/summary.tsx'), 'SummaryPage'),
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
  component: lazyRouteComponent(() => import('./pages/findings.tsx'), 'FindingsPage'),
});

const finding = createRoute({
  getParentRoute: () => frame,
  path: '/findings/$id',
  validateSearch: (given: Record<string, unknown>) => listPart(findingsSearch(given)),
  loader: ({ params }) => queryClient.ensureQueryData(queries.finding(params.id)),
  component: lazyRouteComponent(() => import('./pages/finding.tsx'), 'FindingPage'),
});

const sources = createRoute({
  getParentRoute: () => frame,
  path: '/sources',
  loader: () =>
    Promise.all([
      queryClient.ensureQueryData(queries.sources),
      queryClient.ensureQueryData(queries.quarantine(undefined)),
      queryClient.ensureQueryData(queries.pushTokens),
    ]),
  component: lazyRouteComponent(() => import('./pages/sources.tsx'), 'SourcesPage'),
});

const rules = createRoute({
  getParentRoute: () => frame,
  path: '/rules',
  validateSearch: rulesSearch,
  loader: () => queryClient.ensureQueryData(queries.rules),
  component: lazyRouteComponent(() => import('./pages/rules.tsx'), 'RulesPage'),
});

const rule = createRoute({
  getParentRoute: () => frame,
  path: '/rules/$id',
  loader: ({ params }) => queryClient.ensureQueryData(queries.rule(params.id)),
  component: lazyRouteComponent(() => import('./pages/rule.tsx'), 'RulePage'),
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
  component: lazyRouteComponent(() => import('./pages/new-rule.tsx'), 'NewRulePage'),
});

const editRule = createRoute({
  getParentRoute: () => frame,
  path: '/rules/$id/edit',
  loader: ({ params }) => queryClient.ensureQueryData(queries.rule(params.id)),
  component: lazyRouteComponent(() => import('./pages/edit-rule.tsx'), 'EditRulePage'),
});

const events = createRoute({
  getParentRoute: () => frame,
  path: '/events',
  validateSearch: eventsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) =>
    queryClient.ensureInfiniteQueryData(queries.eventPages(deps, { ...timesOf(spanOf(deps)), where: whereOf(deps) })),
  component: lazyRouteComponent(() => import('./pages/events.tsx'), 'EventsPage'),
});

const query = createRoute({
  getParentRoute: () => frame,
  path: '/query',
  validateSearch: keep('sql'),
  component: lazyRouteComponent(() => import('./pages/query.tsx'), 'QueryPage'),
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
  component: lazyRouteComponent(() => import('./pages/account.tsx'), 'AccountPage'),
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
  component: lazyRouteComponent(() => import('./pages/people.tsx'), 'PeoplePage'),
});

const settings = createRoute({
  getParentRoute: () => frame,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/settings.tsx'), 'SettingsPage'),
});

const pages = [
  events,
  summary,
  findings,
  finding,
  sources,
  rules,
  rule,
  newRule,
  editRule,
  query,
  account,
  people,
  settings,
];

export const router = createRouter({
  parseSearch: readAddress,
  stringifySearch: writeAddress,
  routeTree: root.addChildren([signInRoute, frame.addChildren(pages)]),
  defaultPendingMs: 200,
  defaultPendingComponent: Waiting,
  defaultErrorComponent: PageFault,
  defaultNotFoundComponent: Missing,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
