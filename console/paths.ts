/** Every address of the page is built here; the routes in `routes.tsx` read them back. */
export const paths = {
  summary: (days?: number) => withSearch('/', { days }),
  signIn: (to?: string) => withSearch('/sign-in', { to }),
  account: () => '/account',
  people: () => '/people',
  findings: (filters: Record<string, string | number | boolean | readonly string[] | undefined> = {}) =>
    withSearch('/findings', filters),
  finding: (id: string) => `/findings/${encodeURIComponent(id)}`,
  sources: () => '/sources',
  rules: () => '/rules',
  rule: (id: string) => `/rules/${encodeURIComponent(id)}`,
  query: (sql?: string) => withSearch('/query', { sql }),
};

/** Lists and numbers are written as JSON, the way the router reads the search part. */
function withSearch(path: string, search: Record<string, unknown>): string {
  const parts = Object.entries(search).filter(([, value]) => value !== undefined);
  const written = parts.map(([name, value]) => `${name}=${encodeURIComponent(writeValue(value))}`);
  return written.length === 0 ? path : `${path}?${written.join('&')}`;
}

/** Text that would read back as something else ("123456789012") is put in quotation marks. */
function writeValue(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return readsAsText(value) ? value : JSON.stringify(value);
}

function readsAsText(value: string): boolean {
  try {
    JSON.parse(value);
    return false;
  } catch {
    return true;
  }
}
