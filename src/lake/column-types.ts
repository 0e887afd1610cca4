import { Fault } from '#kernel';
import type { Bytes } from './bytes.ts';
import type { Cell } from './lake.ts';
import { Lists } from './packers/lists.ts';
import { shown, type Packer } from './packers/packer.ts';
import { Pairs } from './packers/pairs.ts';
import { Plain } from './packers/plain.ts';
import { Words } from './packers/words.ts';

/** Writes a cell, or the type's empty value for `undefined`; returns what is wrong with it, or nothing. */
export type Write = (bytes: Bytes, cell: Cell | undefined) => string | undefined;

// DateTime64(3) holds the years 1900 to 2299.
const [firstTime, lastTime] = [Date.UTC(1900, 0, 1), Date.UTC(2300, 0, 1) - 1];

const largest = Number.MAX_SAFE_INTEGER;

/** How each type of ClickHouse that the lake uses is written in its Native format. */
const types: readonly { readonly pattern: RegExp; readonly pack: (match: readonly string[]) => Packer }[] = [
  { pattern: /^String$/, pack: () => new Plain(writeText) },
  { pattern: /^Bool$/, pack: () => new Plain(writeBool, { width: 1, least: 0, most: 1 }) },
  { pattern: /^UInt8$/, pack: () => unsigned(1) },
  { pattern: /^UInt16$/, pack: () => unsigned(2) },
  { pattern: /^UInt32$/, pack: () => unsigned(4) },
  {
    pattern: /^(U?)Int64$/,
    pack: ([, sign]) => new Plain(whole(sign === 'U'), { width: 8, least: sign === 'U' ? 0 : -largest, most: largest }),
  },
  // Many cells at once are whole numbers, which are written otherwise but for 0.
  { pattern: /^Float64$/, pack: () => new Plain(writeDouble, { width: 8, least: 0, most: 0 }) },
  {
    pattern: /^DateTime64\(3(?:, ?'UTC')?\)$/,
    pack: () => new Plain(writeTime, { width: 8, least: firstTime, most: lastTime }),
  },
  { pattern: /^LowCardinality\(String\)$/, pack: () => new Words(2) },
  { pattern: /^Array\((String|LowCardinality\(String\))\)$/, pack: ([, inner = '']) => new Lists(textsOf(inner)) },
  {
    pattern: /^Map\((String|LowCardinality\(String\)), ?(String|LowCardinality\(String\))\)$/,
    pack: ([, names = '', texts = '']) => new Pairs(textsOf(names), textsOf(texts)),
  },
];

/** An empty column of one of ClickHouse's types, as tables name it. Throws `Internal` for a type that none has yet. */
export function packerOf(type: string): Packer {
  for (const { pattern, pack } of types) {
    const match = pattern.exec(type);
    if (match !== null) return pack(match);
  }
  throw new Fault('Internal', `The lake cannot write columns of type ${type}. Add it to src/lake/column-types.ts.`);
}

const textsOf = (type: string): Packer => (type === 'String' ? new Plain(writeText) : new Words(4));

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

/** Whole numbers without a sign, of so many bytes. */
function unsigned(width: 1 | 2 | 4): Packer {
  const most = 2 ** (8 * width) - 1;
  const write: Write = (bytes, cell = 0) => {
    const value = typeof cell === 'string' && /^\d{1,10}$/.test(cell) ? Number(cell) : cell;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > most)
      return `holds whole numbers from 0 to ${most}, not ${shown(cell)}`;
    bytes.unsigned(value, width);
    return undefined;
  };
  return new Plain(write, { width, least: 0, most });
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
