import { viewOf, type Texts } from '#kernel';
import type { Kind } from './flow-fields.ts';

/** The rows of one read: how many, and which of them are wrong (1). */
export interface Rows {
  readonly count: number;
  readonly wrong: Uint8Array;
}

const [dash, dot, zero] = [0x2d, 0x2e, 0x30];

/** Makes the text `-` an empty one: the log writes it for what it has not. */
export function words({ bytes, from, to }: Texts, { count }: Rows): void {
  for (let row = 0; row < count; row += 1) {
    const at = from[row] ?? 0;
    if (bytes[at] === dash && to[row] === at + 1) to[row] = at;
  }
}

/** Makes the text `-` none at all. */
export function known({ bytes, from, to }: Texts, { count }: Rows): void {
  for (let row = 0; row < count; row += 1) {
    const at = from[row] ?? 0;
    if (bytes[at] === dash && to[row] === at + 1) from[row] = -1;
  }
}

/** Makes the text `-` an empty one, and marks rows whose text is no address. */
export function addresses(texts: Texts, kind: Kind, rows: Rows): void {
  words(texts, rows);
  const { bytes, from, to } = texts;
  for (let row = 0; row < rows.count; row += 1) {
    const at = from[row] ?? 0;
    const end = to[row] ?? 0;
    if (at === end && bytes[at] === dash) continue;
    if (!isDotted(bytes, at, end) && kind.read(written(texts, row)) === undefined) rows.wrong[row] = 1;
  }
}

/** Writes the numbers that texts are, `absent` for `-`, and marks rows whose text is none of the kind. */
export function numbers(
  texts: Texts,
  { kind, absent }: { kind: Kind; absent: number },
  rows: Rows,
  into: Float64Array,
): void {
  const { bytes, from, to } = texts;
  const { most = 0, digits = mostDigits } = kind;
  const view = viewOf(bytes);
  for (let row = 0; row < rows.count; row += 1) {
    const at = from[row] ?? 0;
    const end = to[row] ?? 0;
    const value = end - at <= digits ? numberIn(bytes, view, at, end) : -1;
    into[row] = value >= 0 && value <= most ? value : oddNumber(texts, row, { kind, absent }, rows);
  }
}

/** The number that digits are; -1 where there are others, or none. */
function numberIn(bytes: Uint8Array, view: DataView, from: number, to: number): number {
  let value = from < to ? 0 : -1;
  let at = from;
  for (; at + 4 <= to; at += 4) {
    const four = fourDigits(view.getInt32(at, true));
    if (four < 0) return -1;
    value = value * 10_000 + four;
  }
  for (; at < to; at += 1) {
    const digit = (bytes[at] ?? 0) - zero;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** The number that four bytes write, the first the lowest; -1 where one is no digit. */
function fourDigits(four: number): number {
  const digits = four ^ 0x30303030;
  if (((digits + 0x76767676) | digits) & 0x80808080) return -1;
  const pairs = digits * 10 + (digits >>> 8); // in the first byte and the third
  return (pairs & 0xff) * 100 + ((pairs >>> 16) & 0xff);
}

/** Digits that a JavaScript number holds exactly, whatever they are. */
const mostDigits = 15;

/** What is not written as digits alone: nothing, or a number written in another way. */
function oddNumber(texts: Texts, row: number, { kind, absent }: { kind: Kind; absent: number }, rows: Rows): number {
  const text = written(texts, row);
  if (text === '-') return absent;
  const value = kind.read(text);
  if (typeof value === 'number') return value;
  rows.wrong[row] = 1;
  return absent;
}

/** Four numbers up to 255 without zeros before them: what nearly every address is. */
function isDotted(bytes: Uint8Array, from: number, to: number): boolean {
  let dots = 0;
  let value = -1;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === dot && value >= 0) {
      dots += 1;
      value = -1;
      continue;
    }
    value = withDigit(value, byte - zero);
    if (value < 0) return false;
  }
  return dots === 3 && value >= 0;
}

/** The number (-1 before its first digit) with one digit more; -1 where that is none, or is above 255 or behind a zero. */
function withDigit(value: number, digit: number): number {
  if (digit < 0 || digit > 9 || value === 0) return -1;
  const grown = Math.max(0, value) * 10 + digit;
  return grown > 255 ? -1 : grown;
}

const written = ({ bytes, from, to }: Texts, row: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8', from[row], to[row]);
