import { levels, Level } from '#attack';
import type { Claim } from './claim.ts';
import { Verdict, type Finding } from './finding.ts';
import type { FindingRow } from './tables.ts';

/** What the occurrences of a finding add up to; times in milliseconds since 1970 in UTC. */
export interface Tally {
  readonly count: number;
  readonly first: number;
  readonly last: number;
  /** Who acted on what in the newest of them, whatever the order in which they were learnt of. */
  readonly principal: string;
  readonly resource: string;
}

/** What claims say of a finding; the rest is what people made of it. */
export type ClaimedPart = Omit<FindingRow, keyof ReturnType<typeof unseen>>;

/** A finding that nobody has looked at yet, made `now`. */
export const unseen = (id: string, now: number) => ({
  id,
  created_at: now,
  archived: 0,
  verdict: '',
  verdict_reason: '',
  verdict_by: '',
  verdict_at: 0,
});

/** The state of a finding after its latest claim. */
export function claimedOf(claim: Claim, tally: Tally, now: number): ClaimedPart {
  return {
    rule: claim.rule,
    type: claim.type,
    title_en: claim.title.en,
    title_ja: claim.title.ja,
    severity: claim.severity,
    severity_rank: levels.indexOf(claim.severity),
    account: claim.account,
    region: claim.region,
    source: claim.event.source,
    principal: tally.principal,
    resource: tally.resource,
    count: tally.count,
    first_seen: tally.first,
    last_seen: tally.last,
    updated_at: now,
    tactics: claim.tactics.join(' '),
    techniques: claim.techniques.join(' '),
    habit_en: '',
    habit_ja: '',
  };
}

/** A finding as every surface shows it. */
export function findingOf(row: FindingRow): Finding {
  return {
    id: row.id,
    rule: row.rule,
    type: row.type,
    title: { en: row.title_en, ja: row.title_ja },
    severity: Level.parse(row.severity),
    account: row.account,
    region: row.region,
    source: row.source,
    principal: row.principal,
    resource: row.resource,
    count: Number(row.count),
    firstSeen: isoOf(row.first_seen),
    lastSeen: isoOf(row.last_seen),
    createdAt: isoOf(row.created_at),
    updatedAt: isoOf(row.updated_at),
    archived: Number(row.archived) === 1,
    ...verdictOf(row),
    ...(row.habit_en === '' ? {} : { habit: { en: row.habit_en, ja: row.habit_ja } }),
    tactics: words(row.tactics),
    techniques: words(row.techniques),
  };
}

function verdictOf(row: FindingRow): Pick<Finding, 'verdict'> {
  const is = Verdict.safeParse(row.verdict);
  if (!is.success) return {};
  return { verdict: { is: is.data, reason: row.verdict_reason, by: row.verdict_by, at: isoOf(row.verdict_at) } };
}

/** Milliseconds since 1970 as ISO 8601 text in UTC. */
export const isoOf = (milliseconds: number | string): string => new Date(Number(milliseconds)).toISOString();

const words = (line: string): string[] => line.split(' ').filter((word) => word !== '');
