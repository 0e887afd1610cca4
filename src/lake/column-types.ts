import { Fault } from '#kernel';
import type { Bytes } from './bytes.ts';
import type { Cell } from './lake.ts';

/** Writes a cell, or the type's empty value for `undefined`; returns what is wrong with it, or nothing. */
export type Write = (bytes: Bytes, cell: Cell | undefined) => string | undefined;

// DateTime64(3) holds the years 1900 to 2299.
const [firstTime, lastTime] = [Date.UTC(1900, 0, 1), Date.UTC(2300, 0, 1) - 1];

/** How each type of ClickHouse that the lake uses is written in RowBinary. */
const types: readonly { readonly pattern: RegExp; readonly write: (match: readonly string[]) => Write }[] = [
  { pattern: /^String$/, write: () => writeText },
  { pattern: /^Bool$/, write: () => writeBool },
  { pattern: /^UInt(8|16|32)$/, write: ([, bits]) => unsigned(Number(bits)) },
  { pattern: /^(U?)Int64$/, write: ([, sign]) => whole(sign === 'U') },
  { pattern: /^Float64$/, write: () => writeDouble },
  { pattern: /^DateTime64\(3(?:, ?'UTC')?\)$/, write: () => writeTime },
  { pattern: /^LowCardinality\((.+)\)$/, write: ([, inner = '']) => writerOf(inner) },
  { pattern: /^Array\((String|LowCardinality\(String\))\)$/, write: () => writeList },
  {
    pattern: /^Map\((?:String|LowCardinality\(String\)), ?(?:String|LowCardinality\(String\))\)$/,
    write: () => writeMap,
  },
];

/** The writer of a column's type. */
export function writerOf(type: string): Write {
  for (const { pattern, write } of types) {
    const match = pattern.exec(type);
    if (match !== null) return write(match);
  }
  throw new Fault('Internal', `The lake cannot write columns of type ${type}. Add it to src/lake/column-types.ts.`);
}

const writeText: Write = (bytes, cell = '') => {
  if (typeof cell !== 'string') return `holds text, not ${shown(cell)}`;
  bytes.text(cell);
  return undefined;
};

const writeBool: Write = (bytes, cell = false) => {
  if (typeof cell !== 'boolean') return `holds true or false, not ${shown(cell)}`;
  bytes.unsigned(cell ? 1 : 0, 1);
  return undefined;
};

const writeDouble: Write = (bytes, cell = 0) => {
  if (typeof cell !== 'number') return `holds a number, not ${shown(cell)}`;
  bytes.double(cell);
  return undefined;
};

const writeTime: Write = (bytes, cell = 0) => {
  const fits = typeof cell === 'number' && Number.isInteger(cell) && cell >= firstTime && cell <= lastTime;
  if (!fits) return `holds whole milliseconds of the years 1900 to 2299, not ${shown(cell)}`;
  bytes.whole(cell);
  return undefined;
};

function unsigned(bits: number): Write {
  const most = 2 ** bits - 1;
  const width = bits === 8 ? 1 : bits === 16 ? 2 : 4;
  return (bytes, cell = 0) => {
    const value = typeof cell === 'string' && /^\d{1,10}$/.test(cell) ? Number(cell) : cell;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > most)
      return `holds whole numbers from 0 to ${most}, not ${shown(cell)}`;
    bytes.unsigned(value, width);
    return undefined;
  };
}

function whole(positive: boolean): Write {
  const [least, most] = positive ? [0n, 2n ** 64n - 1n] : [-(2n ** 63n), 2n ** 63n - 1n];
  return (bytes, cell = 0) => {
    if (typeof cell === 'number' && Number.isSafeInteger(cell) && (cell >= 0 || !positive)) {
      bytes.whole(cell);
      return undefined;
    }
    const value = digits(cell);
    if (value === undefined || value < least || value > most)
      return `holds whole numbers from ${least} to ${most} (as text beyond 2^53), not ${shown(cell)}`;
    bytes.big(value);
    return undefined;
  };
}

const digits = (cell: Cell): bigint | undefined =>
  typeof cell === 'string' && /^-?\d{1,20}$/.test(cell) ? BigInt(cell) : undefined;

const writeList: Write = (bytes, cell = []) => {
  if (!isList(cell)) return `holds a list of texts, not ${shown(cell)}`;
  bytes.length(cell.length);
  for (const text of cell) bytes.text(text);
  return undefined;
};

const writeMap: Write = (bytes, cell = {}) => {
  if (typeof cell !== 'object' || isList(cell)) return `holds names with texts, not ${shown(cell)}`;
  const entries = Object.entries(cell);
  if (!isList(entries.map(([, text]) => text))) return `holds names with texts, not ${shown(cell)}`;
  bytes.length(entries.length);
  for (const [name, text] of entries) {
    bytes.text(name);
    bytes.text(text);
  }
  return undefined;
};

const isList = (cell: unknown): cell is readonly string[] =>
  Array.isArray(cell) && cell.every((text) => typeof text === 'string');

const shown = (cell: unknown): string => (JSON.stringify(cell) ?? String(cell)).slice(0, 100);
