import type { Condition, Summary } from '../../operations.ts';
import type { Span } from '../../span.ts';
import { searchOf, type FindingsSearch } from '../findings-search.ts';

/** What the widgets of a Summary have in common: the span of time, as conditions and as a part of an address. */
export interface Within {
  readonly where: readonly Condition[];
  readonly search: FindingsSearch;
  readonly span: Span;
}

/** Findings that were seen within the span of a Summary. */
export function within({ from, to }: Pick<Summary, 'from' | 'to'>): Within {
  const where: Condition[] = [
    { property: 'lastSeen', operator: '>=', values: [from] },
    { property: 'firstSeen', operator: '<=', values: [to] },
  ];
  return { where, search: searchOf(where), span: { from, to } };
}
