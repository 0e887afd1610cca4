import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { Frame } from './parts/frame.tsx';
import { Missing, PageFault, Waiting } from './parts/states.tsx';
import { findingsSearch, listInput, textOf } from './pages/findings-search.ts';
import { queries, queryClient } from './queries.ts';

/** The search part of an address as the router reads it. */
type Search = Record<string, unknown>;

const root = createRootRoute({ component: Outlet, notFoundComponent: Missing });

/** Why nobody came in from the identity provider. */
type Elsewhere = 'refused' | 'unknown' | 'unavailable';

const signInRoute = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ to, elsewhere }: Search): { to?: string | undefined; elsewhere?: Elsewhere | undefined } => ({
    to: textOf(to),
    elsewhere:
      elsewhere === 'refused' || elsewhere === 'unknown' || elsewhere === 'unavailable' ? elsewhere : undefined,
  }),
  component: lazyRouteComponent(() => import('./pages/sign-in.tsx'), 'SignIn'),
});

const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: Frame,
  loader: () => queryClient.ensureQueryData(queries.status),
});

const summary = createRoute({
  getParentRoute: () => frame,
  path: '/',
  validateSearch: ({ days }: Search): { days?: number | undefined } => ({
    days: days === 1 || days === 7 || days === 90 ? days : undefined,
  }),
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => queryClient.ensureQueryData(queries.summary(deps.days)),
  component: lazyRouteComponent(() => import('./pages/summary.tsx'), 'SummaryPage'),
});

const findings = createRoute({
  getParentRoute: () => frame,
  path: '/findings',
  validateSearch: findingsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => queryClient.ensureQueryData(queries.findings(listInput(deps))),
  component: lazyRouteComponent(() => import('./pages/findings.tsx'), 'FindingsPage'),
});

const finding = createRoute({
  getParentRoute: () => frame,
  path: '/findings/$id',
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
  loader: () => queryClient.ensureQueryData(queries.rules),
  component: lazyRouteComponent(() => import('./pages/rules.tsx'), 'RulesPage'),
});

const rule = createRoute({
  getParentRoute: () => frame,
  path: '/rules/$id',
  loader: ({ params }) => queryClient.ensureQueryData(queries.rule(params.id)),
  component: lazyRouteComponent(() => import('./pages/rule.tsx'), 'RulePage'),
});

const query = createRoute({
  getParentRoute: () => frame,
  path: '/query',
  validateSearch: ({ sql }: Search): { sql?: string | undefined } => ({ sql: textOf(sql) }),
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

const pages = [account, people, summary, findings, finding, sources, rules, rule, query];

export const router = createRouter({
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
