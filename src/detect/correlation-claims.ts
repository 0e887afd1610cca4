import { eventKeyOf, type Claim } from '#findings';
import { correlateAll } from '#sigma';
import type { Claimed, RuleBook } from './book.ts';
import { severityOf } from './weight.ts';

/**
 * What the correlations of a book claim about hits that are all at hand. The lake is asked in SQL instead
 * (settle.ts); both give the same.
 */
export function correlationClaims(book: RuleBook, signals: readonly Claim[]): Claim[] {
  const byEvent = new Map(signals.map((claim) => [eventKeyOf(claim), claim]));
  const hits = signals.map((claim) => ({
    rule: claim.rule,
    time: claim.event.time,
    eventId: eventKeyOf(claim),
    fields: claim.event.fields,
  }));
  return correlateAll(book.correlations, hits).flatMap(({ correlation, group, eventIds }) => {
    const claimed = book.claimed(correlation);
    const events = eventIds.flatMap((id) => byEvent.get(id) ?? []);
    return claimed ? alertClaims(claimed, Object.values(group), events) : [];
  });
}

/**
 * One claim for each event of an alert. All speak of the same actor, so that they join to one finding:
 * the principal that the events share, or else what the correlation grouped them by.
 */
export function alertClaims(claimed: Claimed, group: readonly string[], events: readonly Claim[]): Claim[] {
  const [first] = events;
  if (first === undefined) return [];
  const same = (name: 'principal' | 'account' | 'resource'): string =>
    events.every((event) => event[name] === first[name]) ? first[name] : '';
  const actor = {
    principal: same('principal') || group.filter((value) => value !== '').join(' '),
    account: same('account'),
    region: '', // a burst may cross Regions, and a later import may show more of it
    resource: same('resource'),
  };
  const { id: rule, type, title, tactics, techniques } = claimed;
  const severity = severityOf(
    claimed,
    events.map(({ event }) => event),
  );
  return events.map((event) => ({
    ...event,
    ...actor,
    rule,
    type,
    title,
    ...severity,
    tactics,
    techniques,
  }));
}
