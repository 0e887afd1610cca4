import type { Lake } from '#lake';
import type { TableName } from '#sources';

/** A span of event time: from (included) to (not included), in milliseconds since 1970 in UTC. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What windows read of a span, as SQL that follows FROM, until it is disposed of. */
export interface Staged extends AsyncDisposable {
  readonly name: string;
}

/** What windows may read: events of a span, made ready once for all windows over them. */
export interface Sheet {
  /** The table whose new events change it. */
  readonly table: TableName;
  stage(span: Span, parts: { readonly lake: Lake }): Promise<Staged>;
}

/**
 * Where an event lies, as one number: its time in milliseconds, then a hash of its file and place in it. The least of
 * several is the earliest; numbers compare a hundred times faster than tuples with texts.
 */
export const locator =
  'bitShiftLeft(toUInt128(toUnixTimestamp64Milli(time)), 64) + cityHash64(toString(file), position)';

export const sheetNames = ['flows', 'queries', 'calls'] as const;
export type SheetName = (typeof sheetNames)[number];
