import type { Claim } from '#findings';
import { ownJson } from '#kernel';
import type { Cell } from '#lake';
import { tableNames, type TableName } from '#sources';

/** A hit as the lake keeps it. */
export interface RecordedRow extends Readonly<Record<string, Cell>> {
  readonly rule: string;
  readonly type: string;
  readonly milliseconds: string;
  readonly event_id: string;
  readonly event_table: string;
  readonly source: string;
  readonly account: string;
  readonly region: string;
  readonly principal: string;
  readonly resource: string;
  readonly file: string;
  readonly position: number;
  readonly matched: string[];
  readonly raw: string;
}

/** What to select of `occurrences` for `claimOfRow`. */
export const recordedColumns = `rule, type, toString(toUnixTimestamp64Milli(time)) AS milliseconds, event_id, event_table, source,
  account, region, principal, resource, file, position, matched, raw`;

/** A hit as it was recorded; whoever asks says what it stands for. */
export function claimOfRow(row: RecordedRow): Claim {
  const table: TableName = tableNames.find((name) => name === row.event_table) ?? 'api_activity';
  return {
    ...nothingClaimed,
    rule: row.rule,
    type: row.type,
    account: row.account,
    region: row.region,
    principal: row.principal,
    resource: row.resource,
    file: row.file,
    position: row.position,
    matched: row.matched,
    event: {
      source: row.source,
      table,
      id: row.event_id,
      time: Number(row.milliseconds),
      fields: ownJson(row.raw),
      columns: { raw: row.raw },
    },
  };
}

const nothingClaimed = {
  title: { en: '', ja: '' },
  severity: 'low',
  tactics: [],
  techniques: [],
} as const;
