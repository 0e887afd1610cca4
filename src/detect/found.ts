import { levels } from '#attack';
import { eventKeyOf, findingIdOf, gradedByRoutine, type Alert, type Claim } from '#findings';
import type { BaselineMemory } from './baseline-memory.ts';
import { correlationClaims } from './correlation-claims.ts';
import { ClaimedDeeds } from './claimed-deeds.ts';
import type { Delivered } from './detector.ts';
import type { RuleBook } from './book.ts';
import { deedOf } from './deed.ts';
import { fewOfHour } from './few-of-hour.ts';
import { Given } from './given.ts';
import type { Judge } from './judge.ts';
import { sequenceAlerts } from './sequence-alerts.ts';
import type { Scratch } from './scratch.ts';
import { KeyChain } from './key-chain.ts';
import { gather, foundOf, type Found, type Gathered, type Grade } from './joined-claims.ts';

/** One rule and one event that match. */
export interface Hit {
  readonly rule: string;
  readonly eventID: string;
  readonly time: string;
}

/** What becomes of the matches of a reading. */
interface Wanted {
  /** Every match is handed over at once instead, and nothing is joined. */
  readonly onHit?: ((hit: Hit) => void) | undefined;
  /** Where windows are asked; without it only single events and correlations are judged. */
  readonly scratch?: Scratch | undefined;
  /** What remembers who does what; without it baselines are not asked. */
  readonly baselines?: BaselineMemory | undefined;
}

/** Judges events as they are read and joins what matches, in memory: what `detect` prints, worst first. */
export async function foundIn(
  batches: AsyncIterable<readonly Delivered[]>,
  judge: Judge,
  { onHit, scratch, baselines }: Wanted = {},
): Promise<Found[]> {
  const gathered = new Map<string, Gathered>();
  const signals: Claim[] = [];
  const keys = new KeyChain();
  const deeds = new ClaimedDeeds(judge.book);
  const given = new Given(judge.book, onHit === undefined);
  const take = (claim: Claim, alert?: Alert): void => {
    if (onHit) onHit(hitOf(claim));
    else if (claim.type !== '') {
      gather(claim, gathered, alert);
      deeds.take(claim);
    }
  };
  for await (const batch of batches) {
    for (const delivered of batch) {
      keys.learn(delivered.event);
      given.learn(delivered.event);
      signals.push(...told(given.heldBack(judge.claims(delivered)), take));
    }
    await scratch?.take(batch);
    baselines?.take(batch);
  }
  signals.push(...told(given.away(), take));
  const correlated = correlationClaims(judge.book, signals);
  for (const claim of correlated) take(claim);
  const alerts = await alertsOf({ scratch, baselines }, [...signals, ...correlated]);
  const claims = [...signals, ...correlated, ...alerts.flatMap((alert) => alert.claims)];
  for (const alert of [...alerts, ...sequencesOf(claims, keys, judge.book)])
    for (const claim of alert.claims) take(claim, alert);
  const grade = gradeOf(judge.book, deeds, baselines);
  return [...gathered.values()].map((one) => foundOf(one, keys, grade)).toSorted(worstFirst);
}

function told(claims: readonly Claim[], take: (claim: Claim) => void): readonly Claim[] {
  for (const claim of claims) take(claim);
  return claims;
}

async function alertsOf({ scratch, baselines }: Wanted, claims: readonly Claim[]): Promise<Alert[]> {
  const alerts = baselines?.alerts() ?? [];
  if (scratch !== undefined) for await (const alert of scratch.alerts(claims)) alerts.push(alert);
  return alerts;
}

/** What the findings of one actor add up to. */
function sequencesOf(claims: readonly Claim[], keys: KeyChain, book: RuleBook): Alert[] {
  if (book.sequences.length === 0) return [];
  const told = fewOfHour(claims.filter(({ type }) => type !== ''));
  const deeds = told.flatMap(({ claim, events }) => deedOf(claim, keys).map((deed) => ({ ...deed, events })));
  return book.sequences.flatMap((rule) => sequenceAlerts(rule, deeds, book));
}

const hitOf = (claim: Claim): Hit => ({
  rule: claim.rule,
  eventID: eventKeyOf(claim),
  time: new Date(claim.event.time).toISOString(),
});

/** Milder where all windows show a routine, or where the actor does the same regularly. */
const gradeOf =
  (book: RuleBook, deeds: ClaimedDeeds, baselines: BaselineMemory | undefined): Grade =>
  (one) =>
    isRoutine(one.claim.rule, book)
      ? gradedByRoutine(one.severity, [...one.windows])
      : deeds.grade(findingIdOf(one.claim), one.severity, baselines);

function isRoutine(id: string, book: RuleBook): boolean {
  const rule = book.claimed(id)?.rule;
  return rule !== undefined && 'routine' in rule && rule.routine;
}

const worstFirst = (a: Found, b: Found): number =>
  levels.indexOf(b.finding.severity) - levels.indexOf(a.finding.severity) ||
  b.finding.lastSeen.localeCompare(a.finding.lastSeen);
