import type { LakeTable, Sum } from '#lake';

const time = { name: 'time', type: "DateTime64(3, 'UTC')" };
const word = (name: string): { name: string; type: string } => ({ name, type: 'LowCardinality(String)' });
const text = (name: string): { name: string; type: string } => ({ name, type: 'String' });

/** What the occurrences of a finding add up to, as the engine keeps it: asked of a few findings, it reads no others. */
const perFinding: Sum = {
  name: 'per_finding',
  select:
    'finding, count(), min(time), max(time), argMax(principal, (time, event_id)), argMax(resource, (time, event_id))',
  by: 'finding',
};

/** Every time that a rule matched, with the event itself. `finding` is empty for signals that only correlations count. */
export const occurrences: LakeTable = {
  name: 'occurrences',
  columns: [
    time,
    text('rule'),
    text('finding'),
    text('event_id'),
    word('event_table'),
    word('source'),
    word('type'),
    word('severity'),
    word('account'),
    word('region'),
    text('principal'),
    text('resource'),
    word('file'),
    { name: 'position', type: 'UInt64' },
    { name: 'matched', type: 'Array(String)' },
    text('raw'),
    text('anomaly'),
  ],
  orderBy: ['time', 'rule', 'event_id'],
  time: 'time',
  sums: [perFinding],
};

/** Every change of a finding: what trends and history read. `at` is when Yagura learnt of it. */
export const findingChanges: LakeTable = {
  name: 'finding_changes',
  columns: [
    time,
    { name: 'at', type: "DateTime64(3, 'UTC')" },
    text('finding'),
    word('change'),
    word('by'),
    text('rule'),
    word('type'),
    word('severity'),
    word('account'),
    word('region'),
    { name: 'count', type: 'UInt64' },
    { name: 'archived', type: 'Bool' },
    word('verdict'),
    text('reason'),
  ],
  orderBy: ['time', 'finding'],
  time: 'time',
};

/** What people made of a finding: never touched by what rules claim. An empty verdict is none yet. */
interface Decided {
  archived: number;
  verdict: string;
  verdict_reason: string;
  verdict_by: string;
  verdict_at: number;
}

/** The state of a finding, as the store keeps it. Times are milliseconds since 1970 in UTC; `archived` is 0 or 1. */
export interface FindingRow extends Decided {
  id: string;
  rule: string;
  type: string;
  title_en: string;
  title_ja: string;
  severity: string;
  /** Place of the severity in its order, so that sorting needs no table. */
  severity_rank: number;
  account: string;
  region: string;
  source: string;
  principal: string;
  resource: string;
  count: number;
  first_seen: number;
  last_seen: number;
  /** When Yagura first learnt of it; `first_seen` is when it happened. */
  created_at: number;
  updated_at: number;
  tactics: string;
  techniques: string;
  /** Why it is milder than its events say; empty where it is not. */
  habit_en: string;
  habit_ja: string;
}

/** What somebody wrote down about a finding. */
export interface NoteRow {
  id: string;
  finding: string;
  at: number;
  by: string;
  text: string;
}

/** What findings were before somebody changed many of them: kept for a day, so that it can be taken back. `before` is JSON. */
interface UpdateRow {
  id: string;
  at: number;
  by: string;
  before: string;
}

/** A type and no interface: Kysely wants it so. */
export type FindingTables = { findings: FindingRow; finding_notes: NoteRow; finding_updates: UpdateRow };
