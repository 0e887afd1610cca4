import type { Text } from '#kernel';
import type { Cell, Lake, LakeTable } from '#lake';

/**
 * Every window of time in which a detection over many events fired, as it was asked last: `time` is where the window
 * begins. A window that fires no longer, since late events told more, stays with `alive` false.
 */
export const alerts: LakeTable = {
  name: 'alerts',
  columns: [
    { name: 'time', type: "DateTime64(3, 'UTC')" },
    { name: 'until', type: "DateTime64(3, 'UTC')" },
    { name: 'rule', type: 'String' },
    { name: 'finding', type: 'String' },
    { name: 'account', type: 'LowCardinality(String)' },
    { name: 'region', type: 'LowCardinality(String)' },
    { name: 'subject', type: 'String' },
    { name: 'principal', type: 'String' },
    { name: 'resource', type: 'String' },
    { name: 'interface', type: 'String' },
    { name: 'type', type: 'LowCardinality(String)' },
    { name: 'severity', type: 'LowCardinality(String)' },
    { name: 'en', type: 'String' },
    { name: 'ja', type: 'String' },
    { name: 'evidence', type: 'Array(String)' },
    { name: 'alive', type: 'Bool' },
    { name: 'version', type: 'UInt64' },
  ],
  orderBy: ['time', 'rule', 'finding'],
  time: 'time',
  newest: 'version',
};

/** One row of `alerts`; times in milliseconds since 1970 in UTC. `evidence` holds the keys of its events. */
export interface AlertRow extends Readonly<Record<string, Cell>> {
  readonly time: number;
  readonly until: number;
  readonly rule: string;
  readonly finding: string;
  readonly account: string;
  readonly region: string;
  readonly subject: string;
  readonly principal: string;
  readonly resource: string;
  /** The network interface of the machine it speaks of; empty when it speaks of none. */
  readonly interface: string;
  readonly type: string;
  readonly severity: string;
  readonly en: string;
  readonly ja: string;
  readonly evidence: readonly string[];
  readonly alive: boolean;
  readonly version: number;
}

/** What tells one row from another. */
export const keyOf = ({ rule, time, finding }: Pick<AlertRow, 'rule' | 'time' | 'finding'>): string =>
  `${rule} ${time} ${finding}`;

/** Windows of some rules that were asked: those that begin from `from` (included) to `to` (not included). */
export interface AlertScope {
  readonly rules: readonly string[];
  readonly from: number;
  readonly to: number;
  /** True where these rules find what is milder once it is found regularly (`routineOf`). */
  readonly routine?: boolean;
}

const columns = alerts.columns
  .map(({ name }) => (name === 'time' || name === 'until' ? `toUnixTimestamp64Milli(a.${name}) AS ${name}` : name))
  .join(', ');

const alive = 'FROM alerts AS a FINAL WHERE alive';

/** The windows of a scope that fired when they were asked last. */
export const aliveAlerts = ({ rules, from, to }: AlertScope, lake: Lake): Promise<AlertRow[]> =>
  lake.rows<AlertRow>(
    `SELECT ${columns} ${alive} AND rule IN {rules:Array(String)}
     AND a.time >= fromUnixTimestamp64Milli({from:Int64}) AND a.time < fromUnixTimestamp64Milli({to:Int64})`,
    { rules, from, to },
  );

/** The rules of which some window in a span fired when it was asked last. */
export async function rulesAlerted({ from, to }: Pick<AlertScope, 'from' | 'to'>, lake: Lake): Promise<Set<string>> {
  const rows = await lake.rows<{ rule: string }>(
    `SELECT DISTINCT rule ${alive}
     AND a.time >= fromUnixTimestamp64Milli({from:Int64}) AND a.time < fromUnixTimestamp64Milli({to:Int64})`,
    { from, to },
  );
  return new Set(rows.map(({ rule }) => rule));
}

/** All windows that fired and hold evidence of these findings. */
export const alertsOf = (findings: readonly string[], lake: Lake): Promise<AlertRow[]> =>
  lake.rows<AlertRow>(`SELECT ${columns} ${alive} AND finding IN {findings:Array(String)}`, { findings });

/** When the windows were that fired on machines with these interfaces. */
export const alertSpansOf = (interfaces: readonly string[], lake: Lake): Promise<{ from: number; to: number }[]> =>
  lake.rows(
    `SELECT DISTINCT toUnixTimestamp64Milli(a.time) AS from, toUnixTimestamp64Milli(a.until) AS to
     ${alive} AND interface IN {interfaces:Array(String)}`,
    { interfaces },
  );

/** What the newest window of a finding measured, in a sentence; empty for findings of single events. */
export async function measuredOf(finding: string, lake: Lake): Promise<Text> {
  const [row] = await lake.rows<Text>(
    `SELECT en, ja ${alive} AND finding = {finding:String} ORDER BY a.time DESC LIMIT 1`,
    { finding },
  );
  return row ?? { en: '', ja: '' };
}
