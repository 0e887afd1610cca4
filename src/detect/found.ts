import { levels } from '#attack';
import { eventKeyOf, findingIdOf, type Claim, type Finding, type Occurrence } from '#findings';
import { correlationClaims } from './correlation-claims.ts';
import type { Delivered } from './detector.ts';
import type { Judge } from './judge.ts';
import { KeyChain, type Handover } from './key-chain.ts';

/** A finding made without a lake: its newest events, and how the actor came by the key. */
export interface Found {
  readonly finding: Finding;
  readonly occurrences: readonly Occurrence[];
  readonly lineage: readonly Handover[];
}

/** One rule and one event that match. */
export interface Hit {
  readonly rule: string;
  readonly eventID: string;
  readonly time: string;
}

const kept = 5;

interface Gathered {
  readonly claim: Claim;
  count: number;
  first: number;
  last: number;
  readonly newest: Claim[];
}

/**
 * Judges events as they are read and joins what matches, in memory: what `detect` prints, worst first.
 * With `onHit`, every match is handed over at once instead and nothing is joined.
 */
export async function foundIn(
  batches: AsyncIterable<readonly Delivered[]>,
  judge: Judge,
  onHit?: (hit: Hit) => void,
): Promise<Found[]> {
  const gathered = new Map<string, Gathered>();
  const signals: Claim[] = [];
  const counted = new Set(judge.book.correlations.flatMap(({ rules }) => rules));
  const keys = new KeyChain();
  const take = (claim: Claim): void => {
    if (onHit) onHit(hitOf(claim));
    else if (claim.type !== '') gather(claim, gathered);
  };
  for await (const batch of batches) {
    for (const delivered of batch) {
      keys.learn(delivered.event);
      for (const claim of judge.claims(delivered)) {
        if (counted.size > 0) signals.push(claim);
        take(claim);
      }
    }
  }
  for (const claim of correlationClaims(judge.book, signals)) take(claim);
  return [...gathered.values()].map((one) => foundOf(one, keys)).toSorted(worstFirst);
}

const hitOf = (claim: Claim): Hit => ({
  rule: claim.rule,
  eventID: eventKeyOf(claim),
  time: new Date(claim.event.time).toISOString(),
});

function gather(claim: Claim, gathered: Map<string, Gathered>): void {
  const id = findingIdOf(claim);
  const { time } = claim.event;
  const before = gathered.get(id);
  if (before === undefined) {
    gathered.set(id, { claim, count: 1, first: time, last: time, newest: [claim] });
    return;
  }
  before.count++;
  before.first = Math.min(before.first, time);
  before.last = Math.max(before.last, time);
  before.newest.push(claim);
  if (before.newest.length > kept * 4) trim(before.newest);
}

function trim(newest: Claim[]): void {
  newest.sort((a, b) => b.event.time - a.event.time);
  newest.length = Math.min(newest.length, kept);
}

function foundOf(gathered: Gathered, keys: KeyChain): Found {
  const { claim, count, first, last, newest } = gathered;
  trim(newest);
  const key = newest[0]?.event.columns['access_key'];
  return {
    finding: {
      id: findingIdOf(claim),
      rule: claim.rule,
      type: claim.type,
      title: claim.title,
      severity: claim.severity,
      account: claim.account,
      region: claim.region,
      source: claim.event.source,
      principal: claim.principal,
      resource: claim.resource,
      count,
      firstSeen: new Date(first).toISOString(),
      lastSeen: new Date(last).toISOString(),
      createdAt: new Date(last).toISOString(),
      updatedAt: new Date(last).toISOString(),
      archived: false,
      tactics: [...claim.tactics],
      techniques: [...claim.techniques],
    },
    occurrences: newest.map(occurrenceOf),
    lineage: typeof key === 'string' ? keys.lineage(key) : [],
  };
}

const occurrenceOf = (claim: Claim): Occurrence => ({
  time: new Date(claim.event.time).toISOString(),
  eventId: eventKeyOf(claim),
  table: claim.event.table,
  file: claim.file,
  position: claim.position,
  matched: [...claim.matched],
  event: { ...claim.event.fields },
});

const worstFirst = (a: Found, b: Found): number =>
  levels.indexOf(b.finding.severity) - levels.indexOf(a.finding.severity) ||
  b.finding.lastSeen.localeCompare(a.finding.lastSeen);
