import { occurrences } from '#findings';
import type { LakeTable, Row } from '#lake';
import { tableNames, tables, type TableName } from '#sources';
import type { Delivered } from './detector.ts';
import { contactTable, listedDays } from './contacts.ts';
import { kept } from './kept.ts';
import { machines } from './machines.ts';

const eventTable = (name: TableName): LakeTable => ({ name, columns: tables[name], orderBy: ['time'], time: 'time' });

/** The tables of events, as a lake that lasts as long as one reading has them. */
export const eventTables: Readonly<Record<TableName, LakeTable>> = {
  api_activity: eventTable('api_activity'),
  network_activity: eventTable('network_activity'),
  dns_activity: eventTable('dns_activity'),
  http_activity: eventTable('http_activity'),
};

/** What windows keep for themselves in the lake. */
export const windowTables: readonly LakeTable[] = [
  machines,
  ...Object.values(kept).map(({ table }) => table),
  contactTable,
  listedDays,
];

/** Every table that windows need in a lake of their own. */
export const scratchTables: readonly LakeTable[] = [
  ...tableNames.map((name) => eventTables[name]),
  occurrences,
  ...windowTables,
];

/** An event as a row of its table. */
export const rowOf = ({ event, file, position }: Delivered): Row => ({
  ...event.columns,
  time: event.time,
  source: event.source,
  id: event.id,
  file,
  position,
});
