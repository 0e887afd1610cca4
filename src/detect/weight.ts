import { graver, type Guide } from '#attack';
import type { Claim } from '#findings';
import { fits } from '#sigma';
import type { Claimed } from './book.ts';

type Severity = Pick<Claim, 'severity' | 'weighed'>;

/** How grave a rule is for these events: the gravest of what each of them is in its context; without any case, its level. */
export function severityOf({ guide, severity }: Claimed, events: readonly Pick<Claim['event'], 'fields'>[]): Severity {
  const cases = guide?.weigh;
  if (cases === undefined) return { severity };
  const found = events.map(({ fields }) => caseOf(cases, fields)?.to ?? severity);
  return { severity: found.reduce(graver, found[0] ?? severity), weighed: true };
}

type Case = NonNullable<Guide['weigh']>[number];

/** The case that an event is: the first that fits. */
const caseOf = (cases: readonly Case[], fields: Claim['event']['fields']): Case | undefined =>
  cases.find(({ when }) => fits(when, fields));
