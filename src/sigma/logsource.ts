import type { LogsourceOf } from './rule.ts';

/** What a log calls itself; parts may be left out. */
export type Offered = { readonly [Part in keyof LogsourceOf]?: string | undefined };

/**
 * True when a rule (or filter) for `wanted` speaks of a log that calls itself one of `offered`: every part that
 * is asked for must be there, so product aws alone means every log of aws.
 */
export function applies(wanted: LogsourceOf, offered: readonly Offered[]): boolean {
  return offered.some(
    (one) =>
      same(wanted.product, one.product) && same(wanted.service, one.service) && same(wanted.category, one.category),
  );
}

const same = (wanted: string | undefined, offered: string | undefined): boolean =>
  wanted === undefined || wanted === offered?.toLowerCase();

/** A logsource in words: `product aws, service cloudtrail`. */
export const inWords = (logsource: LogsourceOf): string =>
  Object.entries(logsource)
    .map(([part, value]) => `${part} ${String(value)}`)
    .join(', ');
