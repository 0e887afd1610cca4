import { graver, type Level } from '#attack';
import { eventKeyOf, findingIdOf, type Alert, type Claim, type Finding, type Graded, type Occurrence } from '#findings';
import type { Text } from '#kernel';
import type { Handover, KeyChain } from './key-chain.ts';

/** A finding made without a lake: its newest events, and how the actor came by the key. */
export interface Found {
  readonly finding: Finding;
  readonly occurrences: readonly Occurrence[];
  readonly lineage: readonly Handover[];
  /** What the newest of its windows measured; empty for a finding of single events. */
  readonly measured: Text;
}

/** Claims of one finding, joined in memory. */
export interface Gathered {
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

/** Newest events that are shown of a finding. */
const kept = 5;

/** Joins a claim with those of its finding; `alert` is the window that shows it. */
export function gather(claim: Claim, gathered: Map<string, Gathered>, alert: Alert | undefined): void {
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

/** How grave a finding is, once all of it is known. */
export type Grade = (gathered: Gathered) => Graded;

/** The finding that was gathered. */
export function foundOf(gathered: Gathered, keys: KeyChain, grade: Grade): Found {
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
