import type { Level } from '#attack';
import { stableId } from '#kernel';
import type { Text } from '#kernel';
import type { Event } from '#sources';

/** What a rule says about one event, before it is joined with its repeats. */
export interface Claim {
  readonly rule: string;
  /** Empty for a signal: a hit that only correlations count and that nobody is shown. */
  readonly type: string;
  readonly title: Text;
  readonly severity: Level;
  /** True where the severity depends on the event: then a finding is as grave as the gravest of its events. */
  readonly weighed?: true;
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
  readonly account: string;
  readonly region: string;
  readonly principal: string;
  readonly resource: string;
  /** What tells the finding from others of its rule where that is not the principal: the machine that many attack. */
  readonly subject?: string;
  readonly event: Event;
  /** Identity of the file that delivered the event, and the line or record in it. */
  readonly file: string;
  readonly position: number;
  /** Field paths that made the rule match. */
  readonly matched: readonly string[];
  /** What did not fit a caller's habits, as JSON (`Anomaly` of #baselines). */
  readonly anomaly?: string;
}

/** The finding that a claim belongs to: repeats by the same principal share it, whichever resource they touch. Empty for a signal. */
export const findingIdOf = (claim: Claim): string =>
  claim.type === '' ? '' : stableId(claim.rule, claim.account, claim.region, claim.subject ?? claim.principal);

/** What tells one event from another, also where its log gives no id. */
export const eventKeyOf = (claim: Pick<Claim, 'event' | 'file' | 'position'>): string =>
  claim.event.id === '' ? `${claim.file}#${claim.position}` : claim.event.id;
