import type { Level, Operations } from '../operations.ts';

export const pageSize = 25;

/** The filters that the values of a finding can become, in the order in which they are shown. */
export const valueFilters = ['type', 'account', 'region', 'principal', 'resource', 'rule'] as const;
type ValueFilter = (typeof valueFilters)[number];

const levels = ['critical', 'high', 'medium', 'low', 'informational'] as const satisfies readonly Level[];
const columns = ['severity', 'lastSeen', 'firstSeen', 'count'] as const;

/** What the list of findings shows, as it stands in the address. */
export type FindingsSearch = {
  severity?: Level[] | undefined;
  text?: string | undefined;
  archived?: boolean | undefined;
  sort?: (typeof columns)[number] | undefined;
  descending?: boolean | undefined;
  page?: number | undefined;
} & { [Name in ValueFilter]?: string | undefined };

/** Reads the search part of an address; whatever does not fit is left out. */
export function findingsSearch(given: Record<string, unknown>): FindingsSearch {
  const { severity, archived, sort, descending, page } = given;
  return dropAbsent({
    severity: Array.isArray(severity) ? levels.filter((level) => severity.includes(level)) : undefined,
    text: textOf(given['text']),
    ...Object.fromEntries(valueFilters.map((name) => [name, textOf(given[name])])),
    archived: archived === true ? true : undefined,
    sort: columns.find((column) => column === sort),
    descending: typeof descending === 'boolean' ? descending : undefined,
    page: typeof page === 'number' && Number.isInteger(page) && page > 1 && page < 1_000_000 ? page : undefined,
  });
}

/** The router reads `?account=111122223333` as a number; a filter is always text. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function dropAbsent(search: FindingsSearch): FindingsSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

/** The question to the server that the address stands for. Its cursor counts the findings before the page. */
export function listInput({ page = 1, ...search }: FindingsSearch): Operations['ListFindings']['input'] {
  const cursor = page === 1 ? {} : { cursor: String((page - 1) * pageSize) };
  return { ...search, limit: pageSize, ...cursor };
}
