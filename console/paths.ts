import { writeAddress, type Address } from './address.ts';

type Search = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>> | Address;

/** Every address of the page is built here; the routes in `routes.tsx` read them back. */
export const paths = {
  summary: (search: Search = {}) => `/${writeAddress(search)}`,
  signIn: (to?: string) => `/sign-in${writeAddress({ to })}`,
  account: () => '/account',
  people: () => '/people',
  findings: (search: Search = {}) => `/findings${writeAddress(search)}`,
  /** `list`: the list that the finding is read in, so that its page leads to the previous and the next. */
  finding: (id: string, list: Search = {}) => `/findings/${encodeURIComponent(id)}${writeAddress(list)}`,
  suppressions: () => '/findings/suppressions',
  events: (search: Search = {}) => `/events${writeAddress(search)}`,
  /** `refused`: the file whose refused records are shown; `guide`: the log that the guide sets up. */
  sources: (search: Search = {}) => `/sources${writeAddress(search)}`,
  settings: () => '/settings',
  rules: (search: Search = {}) => `/rules${writeAddress(search)}`,
  rule: (id: string) => `/rules/${encodeURIComponent(id)}`,
  /** A new rule: out of the event that stands there, or of another rule's text (`like`), or of nothing. */
  newRule: (from: Search = {}) => `/new-rule${writeAddress(from)}`,
  editRule: (id: string) => `/rules/${encodeURIComponent(id)}/edit`,
  policyStores: () => '/policy-stores',
  policyStore: (id: string, search: Search = {}) => `/policy-stores/${encodeURIComponent(id)}${writeAddress(search)}`,
  query: (sql?: string) => `/query${writeAddress({ sql })}`,
};
