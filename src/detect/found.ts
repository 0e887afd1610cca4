import { graver, levels, type Level } from '#attack';
import type { Text } from '#kernel';
import {
  eventKeyOf,
  findingIdOf,
  gradedByRoutine,
  type Alert,
  type Claim,
  type Finding,
  type Graded,
  type Occurrence,
} from '#findings';
import type { BaselineMemory } from './baseline-memory.ts';
import { correlationClaims } from './correlation-claims.ts';
import { ClaimedDeeds } from './claimed-deeds.ts';
import type { Delivered } from './detector.ts';
import type { RuleBook } from './book.ts';
import { deedOf } from './deed.ts';
import { Given } from './given.ts';
import type { Judge } from './judge.ts';
import { sequenceAlerts } from './sequence-alerts.ts';
import type { Scratch } from './scratch.ts';
import { KeyChain, type Handover } from './key-chain.ts';

/** A finding made without a lake: its newest events, and how the actor came by the key. */
export interface Found {
  readonly finding: Finding;
  readonly occurrences: readonly Occurrence[];
  readonly lineage: readonly Handover[];
  /** What the newest of its windows measured; empty for a finding of single events. */
  readonly measured: Text;
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
  severity: Level;
  /** Keys of its events, where windows that overlap may show one twice. */
  readonly keys?: Set<string>;
  /** The windows that show it. */
  readonly windows: Set<Alert>;
  measured: { at: number } & Text;
  count: number;
  first: number;
  last: number;
  readonly newest: Claim[];
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
  const grade: Grade = (one) =>
    isRoutine(one.claim.rule, judge.book)
      ? gradedByRoutine(one.severity, [...one.windows])
      : deeds.grade(findingIdOf(one.claim), one.severity, baselines);
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
  const deeds = claims.filter(({ type }) => type !== '').flatMap((claim) => deedOf(claim, keys));
  return book.sequences.flatMap((rule) => sequenceAlerts(rule, deeds, book));
}

const hitOf = (claim: Claim): Hit => ({
  rule: claim.rule,
  eventID: eventKeyOf(claim),
  time: new Date(claim.event.time).toISOString(),
});

function gather(claim: Claim, gathered: Map<string, Gathered>, alert: Alert | undefined): void {
  const id = findingIdOf(claim);
  const { time } = claim.event;
  const before = gathered.get(id) ?? begun(claim, alert);
  gathered.set(id, before);
  if (alert !== undefined) addWindow(before, claim, alert);
  if (before.keys?.has(eventKeyOf(claim)) === true) return;
  before.keys?.add(eventKeyOf(claim));
  if (claim.weighed === true) before.severity = graver(before.severity, claim.severity);
  before.count++;
  before.first = Math.min(before.first, time);
  before.last = Math.max(before.last, time);
  before.newest.push(claim);
  if (before.newest.length > kept * 4) trim(before.newest);
}

/** The newest window says how grave it is, and what was measured. */
function addWindow(gathered: Gathered, { severity }: Claim, alert: Alert): void {
  gathered.windows.add(alert);
  if (alert.time < gathered.measured.at) return;
  gathered.measured = { at: alert.time, ...alert.measured };
  gathered.severity = severity;
}

const begun = (claim: Claim, alert: Alert | undefined): Gathered => ({
  claim,
  severity: claim.severity,
  ...(alert === undefined ? {} : { keys: new Set<string>() }),
  windows: new Set(),
  measured: { at: 0, en: '', ja: '' },
  count: 0,
  first: claim.event.time,
  last: claim.event.time,
  newest: [],
});

function trim(newest: Claim[]): void {
  newest.sort((a, b) => b.event.time - a.event.time);
  newest.length = Math.min(newest.length, kept);
}

type Grade = (gathered: Gathered) => Graded;

function isRoutine(id: string, book: RuleBook): boolean {
  const rule = book.claimed(id)?.rule;
  return rule !== undefined && 'routine' in rule && rule.routine;
}

function foundOf(gathered: Gathered, keys: KeyChain, grade: Grade): Found {
  const { claim, count, first, last, newest, measured } = gathered;
  trim(newest);
  const { event: latest, principal, resource } = newest[0] ?? claim;
  const key = latest.columns['access_key'];
  return {
    finding: {
      id: findingIdOf(claim),
      rule: claim.rule,
      type: claim.type,
      title: claim.title,
      ...grade(gathered),
      account: claim.account,
      region: claim.region,
      source: claim.event.source,
      principal,
      resource,
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
    lineage: typeof key === 'string' ? keys.lineage(key, latest.time) : [],
    measured: { en: measured.en, ja: measured.ja },
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
