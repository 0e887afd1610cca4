import { defaultFormat, fieldOf, isExtra, type FlowField } from './flow-fields.ts';
import { hasTime, headerOf, lineEvent } from './flow-format.ts';
import type { Bulk, Sample } from './source.ts';

const parts = "splitByChar(' ', trimBoth(line))";
const part = (index: number): string => `${parts}[${index + 1}]`;

/**
 * Flow records parsed by the engine.
 * INVARIANT: `valid` holds for exactly the lines that `lineEvent` reads, and `select` gives the same columns
 * (test/flow-bulk.test.ts compares the two on generated lines).
 */
export const flowBulk: Bulk = {
  columnsOf(sample) {
    const format = formatOf(sample);
    return format !== undefined && hasTime(format) ? format.map(({ name }) => name) : undefined;
  },
  isHeader: (line) => headerOf(line) !== undefined,
  parseHeader: (line) => (headerOf(line) ?? []).map(({ name }) => name),
  select(columns) {
    const format = columns.map(fieldOf);
    return [...selected(format), ...extra(format)].join(', ');
  },
  valid(columns) {
    const format = columns.map(fieldOf);
    const each = format.map(({ kind }, index) => orAbsent(part(index), kind.valid(part(index))));
    const dated = times(format).map((text) => `${text} != '-'`);
    return [`length(${parts}) = ${format.length}`, `(${dated.join(' OR ')})`, ...each.filter((one) => one !== '')].join(
      ' AND ',
    );
  },
};

/** The format in force at the start of a file of lines; undefined when it is not told. */
export function formatOf({ text }: Sample): readonly FlowField[] | undefined {
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

const orAbsent = (text: string, valid: string): string => (valid === '1' ? '' : `(${text} = '-' OR (${valid}))`);

/** Where a record's time stands: its start, and its end where there is none. */
const times = (format: readonly FlowField[]): string[] =>
  ['start', 'end'].flatMap((name) => {
    const index = format.findIndex((field) => field.name === name);
    return index === -1 ? [] : part(index);
  });

function selected(format: readonly FlowField[]): string[] {
  const columns = format.flatMap(({ kind, column }, index) =>
    column === undefined || column === 'time' ? [] : `${kind.value(part(index))} AS ${column}`,
  );
  const [first = "'-'", second = first] = times(format);
  const time = first === second ? first : `if(${first} = '-', ${second}, ${first})`;
  return [`${fieldOf('start').kind.value(time)} AS time`, ...columns];
}

function extra(format: readonly FlowField[]): string[] {
  const pairs = format.flatMap((field, index) => (isExtra(field) ? [`'${quoted(field.name)}', ${part(index)}`] : []));
  return pairs.length === 0 ? [] : [`mapFilter((name, value) -> value != '-', map(${pairs.join(', ')})) AS extra`];
}

const quoted = (name: string): string => name.replaceAll(/[\\']/g, '');
