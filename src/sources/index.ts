/**
 * sources: how bytes become events. One file a log in `all/`, and the folder is the registry.
 *
 * Invariant: no I/O; a record that cannot be read is a `Fault('BadInput')` with a remedy, never a guess.
 * Called by ingest (to read files) and detect (to know which fields a rule may name).
 */
export { asWritten } from './as-written.ts';
export type { ColumnReader, Columns, ManyRead, UnreadLine } from './columns.ts';
export { tableNames, type Cell, type Event, type TableName } from './event.ts';
export { isUtf16, recordLimit, tooLarge, utf16, type Cut, type Cutter } from './cut.ts';
export { allSources } from './all-sources.ts';
export { mainResource } from './cloudtrail-resource.ts';
export { CsvRecords } from './csv-records.ts';
export { refuseDeep } from './depth.ts';
export { JsonRecords } from './json-records.ts';
export { LineRecords } from './line-records.ts';
export { ownCalls } from './own-calls.ts';
export { cutterOf, recognise, sampleOf, sampleSize } from './sample.ts';
export type { Example, Framing, Logsource, Reader, Sample, Source } from './source.ts';
export { hourOf, tables, type Column, type ColumnType } from './tables.ts';
