import { Fault, type Text } from '#kernel';
import type { Event } from './event.ts';
import { jsonText, text } from './json-value.ts';

/** What a log of requests tells of one of them. */
export interface WebRequest {
  readonly source: string;
  /** Id that no other request of this log has; left out when the log gives none. */
  readonly id?: string;
  /** Milliseconds since 1970 in UTC; undefined when the log's time cannot be read. */
  readonly time: number | undefined;
  /** The log's own fields. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly columns: Readonly<Record<string, string | number>>;
  /** The record's JSON, when the log is JSON; else it is made of the fields, so that SQL can look into every record alike. */
  readonly raw?: string;
}

/**
 * The event of a request: the log's own fields, and beside them those of Sigma's taxonomy for web servers and proxies
 * (`c-ip`, `cs-method`, ...), so that one rule fits every log. Throws `BadInput` without a time or with an impossible status.
 */
export function webEvent(request: WebRequest): Event {
  const { source, time, columns, fields } = request;
  if (time === undefined) throw unreadable({ en: 'its time cannot be read', ja: '時刻が読めない' });
  const status = columns['status'];
  if (typeof status === 'number' && !(Number.isInteger(status) && status >= 0 && status < 65_536)) {
    throw unreadable({ en: `its status is ${status}`, ja: `ステータスが ${status}` });
  }
  return {
    source,
    table: 'http_activity',
    id: request.id ?? '',
    time,
    fields: { ...inTaxonomy(columns), ...fields },
    columns: { ...columns, raw: request.raw ?? jsonText(fields) },
  };
}

const unreadable = (why: Text): Fault =>
  new Fault('BadInput', {
    en: `This request cannot be read: ${why.en}. The line is damaged, or of another log; fetch the file again from where the service delivered it.`,
    ja: `このリクエストは読めません（${why.ja}）。行が壊れているか、別のログのものです。サービスの配信先からファイルを取得し直してください。`,
  });

/** Sigma's names for requests (taxonomy appendix of its specification, webserver and proxy) and our columns. */
const taxonomy: readonly (readonly [name: string, column: string])[] = [
  ['c-ip', 'client_address'],
  ['cs-method', 'method'],
  ['cs-host', 'host'],
  ['cs-uri-stem', 'path'],
  ['cs-uri-query', 'query'],
  ['sc-status', 'status'],
  ['cs-user-agent', 'agent'],
  ['cs-referer', 'referer'],
  ['cs-bytes', 'bytes_in'],
  ['sc-bytes', 'bytes_out'],
];

function inTaxonomy(columns: Readonly<Record<string, string | number>>): Record<string, unknown> {
  const fields: [string, unknown][] = [];
  for (const [name, column] of taxonomy) {
    const value = columns[column];
    if (value !== undefined && value !== '') fields.push([name, value]);
  }
  const [path, query] = [text(columns['path']), text(columns['query'])];
  if (path !== '') fields.push(['cs-uri', query === '' ? path : `${path}?${query}`]);
  return Object.fromEntries(fields);
}

/** SQL for the names of the taxonomy. */
export const webSqlFields: Readonly<Record<string, string>> = {
  ...Object.fromEntries(taxonomy),
  'cs-uri': "multiIf(path = '', '', query = '', path, concat(path, '?', query))",
};

/** Other spellings of those names. */
export const webAliases: Readonly<Record<string, string>> = {
  'c-uri': 'cs-uri',
  'c-uri-stem': 'cs-uri-stem',
  'c-uri-query': 'cs-uri-query',
  'c-useragent': 'cs-user-agent',
  'cs-User-Agent': 'cs-user-agent',
  'cs-referrer': 'cs-referer',
  'cs-Referer': 'cs-referer',
  'r-dns': 'cs-host',
  src_ip: 'c-ip',
};
