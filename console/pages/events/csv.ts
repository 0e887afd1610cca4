import type { EventLine } from '../../operations.ts';

const columns = [
  'time',
  'source',
  'account',
  'region',
  'principal',
  'service',
  'action',
  'resource',
  'address',
  'error',
  'id',
] as const;

/** Events as CSV (RFC 4180). A spreadsheet takes no cell for a formula, whatever an attacker called a thing. */
export function csvOf(lines: readonly EventLine[]): string {
  const rows = [columns.join(','), ...lines.map((line) => columns.map((column) => cell(line[column])).join(','))];
  return rows.map((row) => `${row}\r\n`).join('');
}

/** Spreadsheets run what begins with these signs; an apostrophe before it makes it text. */
function cell(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
