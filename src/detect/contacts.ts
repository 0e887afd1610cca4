import type { Lake, LakeTable } from '#lake';
import { text, word } from './columns.ts';
import type { SheetName, Span } from './sheet.ts';
import { sheets } from './sheets.ts';
import type { Contact } from './threat-lists.ts';

const time = { name: 'time', type: "DateTime64(3, 'UTC')" };
const takenAt = { name: 'taken_at', type: "DateTime64(3, 'UTC')" };
const version = { name: 'version', type: 'UInt64' };

/** Whom the events of each day speak of: strange addresses and names, once a day. What a changed list is held against. */
export const contactTable: LakeTable = {
  name: 'contacts',
  columns: [time, word('sheet'), word('account'), word('region'), text('value'), version, takenAt],
  orderBy: ['time', 'sheet', 'account', 'region', 'value'],
  time: 'time',
  taken: 'taken_at',
  newest: 'version',
};

/** What of the contacts of a day stood on lists when that was looked at last. */
export const listedDays: LakeTable = {
  name: 'listed_days',
  columns: [time, word('sheet'), text('fingerprint'), version],
  orderBy: ['time', 'sheet'],
  time: 'time',
  newest: 'version',
};

/** Keeps whom a sheet speaks of. To do it again changes nothing. */
export const keepContacts = (sheet: SheetName, table: string, lake: Lake): Promise<void> =>
  lake.derive(
    contactTable,
    `SELECT toDateTime64(day, 3, 'UTC') AS time, '${sheet}' AS sheet, account, region, value, 1 AS version, now64(3, 'UTC') AS taken_at
     FROM (${sheets[sheet].contacts(table)})`,
  );

const day = 86_400_000;

/** The days from some moment on in which somebody strange was met, the newest first. */
export async function daysMet(since: number, lake: Lake): Promise<Span[]> {
  const rows = await lake.rows<{ at: number }>(
    `SELECT DISTINCT toUnixTimestamp(time) * 1000 AS at FROM contacts
     WHERE time >= fromUnixTimestamp64Milli({since:Int64}) ORDER BY at DESC`,
    { since },
  );
  return rows.map(({ at }) => ({ from: at, to: at + day }));
}

/** Whom the events of a day speak of. */
export const contactsOf = (sheet: SheetName, { from }: Span, lake: Lake): Promise<Contact[]> =>
  lake.rows<Contact>(
    `SELECT DISTINCT account, region, value FROM contacts
     WHERE time = fromUnixTimestamp64Milli({from:Int64}) AND sheet = {sheet:String}`,
    { from, sheet },
  );
