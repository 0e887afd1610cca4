import { z } from 'zod';
import type { Call } from '#aws';
import type { GuardDutyContext } from './context.ts';
import { refused } from './guardduty.ts';

/** GuardDuty's pages hold at most 50. Source: `MaxResults` in its client package. */
export const mostOnPage = 50;

/** How many results a page may hold. Throws when more, or fewer than one, are asked for. */
export function pageSize(asked: number | undefined, most = mostOnPage, usual = most): number {
  const size = asked ?? usual;
  if (Number.isInteger(size) && size >= 1 && size <= most) return size;
  throw refused(`the parameter maxResults is ${size}, and must be a whole number from 1 to ${most}`);
}

/** Ids of findings as an operation takes them. Throws when there are none, or more than 50. */
export function findingIds(ids: readonly string[]): readonly string[] {
  if (ids.length >= 1 && ids.length <= mostOnPage) return ids;
  throw refused(`the parameter findingIds holds ${ids.length} ids, and must hold 1 to ${mostOnPage}`);
}

interface Asked {
  readonly operation: string;
  readonly input: { readonly MaxResults?: number | undefined; readonly NextToken?: string | undefined };
  readonly call: Call;
}

/** One page of a short list that is at hand as a whole. */
export function pageOf<T>(
  list: readonly T[],
  { operation, input, call }: Asked,
  { pageTokens }: Pick<GuardDutyContext, 'pageTokens'>,
): { items: T[]; next: { NextToken?: string } } {
  const page = { service: 'guardduty', operation, input, call };
  const from = pageTokens.open(page, input.NextToken, z.number().int().min(0)) ?? 0;
  const end = from + pageSize(input.MaxResults);
  const next = end < list.length ? { NextToken: pageTokens.seal(page, end) } : {};
  return { items: list.slice(from, end), next };
}
