import { Fault } from '#kernel';
import type { Fields } from './access-log.ts';
import { text, type JsonObject } from './json-value.ts';

/** The fields of version 1 in their order, as the CloudFront guide, "Standard log file fields", lists them. */
export const fullFormat: readonly string[] = [
  'date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent)',
  'cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken',
  'x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status',
  'fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len',
  'sc-range-start sc-range-end',
].flatMap((line) => line.split(' '));

/** The log's own names by their bare form; the last four are of version 2 alone. */
const spelling: ReadonlyMap<string, string> = new Map(
  [...fullFormat, 'timestamp(ms)', 'c-country', 'DistributionId', 'asn'].map((name) => [bare(name), name]),
);

const numbers = new Set([
  'sc-bytes',
  'sc-status',
  'cs-bytes',
  'time-taken',
  'c-port',
  'time-to-first-byte',
  'sc-content-len',
  'fle-encrypted-fields',
]);

/** Names that a `#Fields:` line gives; undefined for any other line. */
export function headerNames(line: string): readonly string[] | undefined {
  const names = /^#Fields:\s*(.*)$/.exec(line)?.[1];
  return names?.trim().split(/\s+/);
}

/** Fields of a line under the header in force. Throws `BadInput`. */
export function cloudFrontFields(line: string, names: readonly string[]): Fields {
  const values = line.split('\t');
  if (values.length === names.length) return typed(names.map((name, at) => [name, values[at] ?? '-']));
  throw new Fault('BadInput', {
    en: `This line has ${values.length} fields and its header names ${names.length}: it was cut off, or its tabs became spaces. Fetch the file again from where CloudFront delivered it.`,
    ja: `この行の項目は ${values.length} 個ですが、見出し行の項目は ${names.length} 個です。行が途中で切れたか、タブが空白に変わっています。CloudFront の配信先からファイルを取得し直してください。`,
  });
}

/** Fields of a record of version 2 as JSON or as a row of Parquet. Throws `BadInput`. */
export const rowFields = (row: JsonObject): Fields =>
  typed(Object.entries(row).map(([name, value]) => [spelling.get(bare(name)) ?? name, text(value)]));

/** True for a row that only this log has. */
export const isRow = (row: JsonObject): boolean =>
  Object.keys(row).some((name) => /^x_edge_(?:location|request_id)$/.test(bare(name)));

/** Parquet knows neither dashes nor brackets in names. */
function bare(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replace(/_$/, '');
}

function typed(cells: readonly (readonly [string, string])[]): Fields {
  const fields: [string, string | number][] = [];
  for (const [name, value] of cells) {
    if (value === '-' || value === '') continue;
    fields.push([name, numbers.has(name) ? numberOf(name, value) : decoded(value)]);
  }
  return Object.fromEntries(fields);
}

function numberOf(name: string, value: string): number {
  if (/^\d{1,15}(?:\.\d{1,9})?$/.test(value)) return Number(value);
  throw new Fault('BadInput', {
    en: `In this line ${name} is "${value.slice(0, 50)}" and should be a number: the line is damaged, or its header is of another file. Fetch the file again.`,
    ja: `この行の ${name} は「${value.slice(0, 50)}」ですが、数値でなければなりません。行が壊れているか、見出し行が別のファイルのものです。ファイルを取得し直してください。`,
  });
}

/** CloudFront encodes blanks, quotes and everything beyond ASCII as %xx, and the percent sign too. */
function decoded(value: string): string {
  if (!value.includes('%')) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value; // bytes that are no UTF-8 stay encoded, so that nothing is lost
  }
}
