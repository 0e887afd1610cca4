import { graver } from '#attack';
import { contextOf, type Claim } from '#findings';
import type { Claimed } from './book.ts';

type Severity = Pick<Claim, 'severity' | 'weighed'>;

/** How grave a rule is for these events: the gravest of what each of them is in its context; without any case, its level. */
export function severityOf({ guide, severity }: Claimed, events: readonly Pick<Claim['event'], 'fields'>[]): Severity {
  const weigh = guide?.weigh;
  if (weigh === undefined) return { severity };
  const found = events.map(({ fields }) => contextOf(weigh, fields)?.to ?? severity);
  return { severity: found.reduce(graver, found[0] ?? severity), weighed: true };
}
