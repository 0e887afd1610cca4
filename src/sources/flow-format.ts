import { Fault } from '#kernel';
import type { Cell, Event } from './event.ts';
import { jsonText, text } from './json-value.ts';
import type { Sample } from './source.ts';
import { defaultFormat, fieldOf, isKnown, isTelling, type FlowField } from './flow-fields.ts';

const name = /^(?:\$\{)?([A-Za-z][\w-]*)\}?$/;

/**
 * The fields that a header line names: `version account-id ...`, or a format as it is given to
 * `create-flow-logs`: `${version} ${account-id} ...`. Undefined for a line that is no header.
 */
export function headerOf(line: string): readonly FlowField[] | undefined {
  const names = line
    .trim()
    .split(' ')
    .map((part) => name.exec(part)?.[1]);
  const known = names.flatMap((one) => (one !== undefined && isKnown(one) ? one : []));
  if (!known.some(isTelling) || known.length < 2 || known.length * 2 < names.length) return undefined;
  const fields = names.flatMap((one) => (one === undefined ? [] : fieldOf(one)));
  const distinct = new Set(fields.map((one) => one.name));
  return distinct.size === names.length ? fields : undefined;
}

/** The format in force at the start of a file of lines; undefined when it is not told. */
export function formatOf({ text }: Pick<Sample, 'text'>): readonly FlowField[] | undefined {
  const first = /^\s*([^\r\n]*)/.exec(text)?.[1] ?? '';
  const header = headerOf(first);
  if (header !== undefined) return header;
  try {
    lineEvent(first, undefined);
    return defaultFormat;
  } catch {
    return undefined;
  }
}

/** Spaces around a line are borne; other blanks are none. */
const partsOf = (line: string): string[] => line.replaceAll(/^ +| +$/g, '').split(' ');

/** The event of a line with these fields. Throws `BadInput`. */
export function lineEvent(line: string, format: readonly FlowField[] | undefined): Event {
  const parts = partsOf(line);
  const fields = format ?? defaultFormat;
  if (parts.length === fields.length) return flowEvent(fields.map((field, at) => [field, parts[at] ?? '-']));
  throw format === undefined ? noHeader(parts.length) : wrongCount(parts.length, fields.length);
}

/** The event of a row as an object (Parquet, JSON), whose names may be spelled in any way. Throws `BadInput`. */
export function rowEvent(row: Readonly<Record<string, unknown>>): Event {
  return flowEvent(Object.entries(row).map(([key, value]) => [fieldOf(key), textOf(value)]));
}

const textOf = (value: unknown): string => {
  if (value instanceof Date) return String(Math.floor(value.getTime() / 1000));
  return (typeof value === 'object' && value !== null ? jsonText(value) : text(value)) || '-';
};

function flowEvent(cells: readonly (readonly [FlowField, string])[]): Event {
  const fields: [string, unknown][] = [];
  const columns: Record<string, Cell> = {};
  const extra: [string, string][] = [];
  for (const [field, text] of cells) {
    if (text === '-') continue;
    const value = field.kind.read(text);
    if (value === undefined) throw wrongValue(field, text);
    if (field.name === 'version') continue; // the same in every record, and says nothing about the flow
    fields.push([field.name, value]);
    if (field.column !== undefined) columns[field.column] = value;
    else extra.push([field.name, text]);
  }
  const { time: start, end_time: end, ...rest } = columns;
  const time = typeof start === 'number' ? start : end;
  if (typeof time !== 'number') throw noTime();
  if (typeof end === 'number') rest['end_time'] = end * 1000;
  if (extra.length > 0) rest['extra'] = Object.fromEntries(extra);
  return {
    source: 'vpcflow',
    table: 'network_activity',
    id: '',
    time: time * 1000,
    fields: Object.fromEntries(fields),
    columns: rest,
  };
}

const noHeader = (count: number): Fault =>
  new Fault('BadInput', {
    en: `This flow record has ${count} fields, the default format has ${defaultFormat.length}, and no header line says what they are. Put the format of the flow log as the first line of the file, such as: version account-id interface-id ...`,
    ja: `このフローレコードの項目は ${count} 個ですが、既定の形式は ${defaultFormat.length} 個で、項目名を示す見出し行もありません。フローログの形式（version account-id interface-id ... など）をファイルの先頭行に書いてください。`,
  });

const wrongCount = (count: number, expected: number): Fault =>
  new Fault('BadInput', {
    en: `This flow record has ${count} fields and the header above names ${expected}: the line was cut off, or is none. Fetch the file again.`,
    ja: `このフローレコードの項目は ${count} 個ですが、見出し行の項目は ${expected} 個です。行が途中で切れているか、フローレコードではありません。ファイルを取得し直してください。`,
  });

const wrongValue = (field: FlowField, value: string): Fault =>
  new Fault('BadInput', {
    en: `In this flow record ${field.name} is "${value.slice(0, 50)}" and should be ${field.kind.about}. Check that the header line names the fields in the order of the file.`,
    ja: `このフローレコードの ${field.name} は「${value.slice(0, 50)}」で、この項目の値として正しくありません。見出し行の項目の順がファイルと合っているか確かめてください。`,
  });

const noTime = (): Fault =>
  new Fault('BadInput', {
    en: 'This flow record does not say when it was: it has neither start nor end. Add ${start} and ${end} to the format of the flow log.',
    ja: 'このフローレコードには start も end もなく、いつのものか分かりません。フローログの形式に ${start} と ${end} を加えてください。',
  });
