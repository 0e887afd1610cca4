import type { Texts } from '#kernel';
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
  for (let row = 0; row < rows.count; row += 1) {
    const at = from[row] ?? 0;
    const end = to[row] ?? 0;
    const value = end - at <= digits ? numberIn(bytes, at, end) : -1;
    into[row] = value >= 0 && value <= most ? value : oddNumber(texts, row, { kind, absent }, rows);
  }
}

/** The number that digits are; -1 where there are others, or none. */
function numberIn(bytes: Uint8Array, from: number, to: number): number {
  let value = from < to ? 0 : -1;
  for (let at = from; at < to; at += 1) {
    const digit = (bytes[at] ?? 0) - zero;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
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
  let parts = 0;
  for (let at = from; at <= to; parts += 1) {
    let value = 0;
    const begin = at;
    for (; at < to && bytes[at] !== dot; at += 1) value = value * 10 + (bytes[at] ?? 0) - zero;
    if (!isPart(bytes, begin, at, value)) return false;
    at += 1;
  }
  return parts === 4;
}

/** True for one to three digits, up to 255, of which the first is not a needless zero. */
function isPart(bytes: Uint8Array, from: number, to: number, value: number): boolean {
  if (to === from || to - from > 3 || value > 255 || (to - from > 1 && bytes[from] === zero)) return false;
  for (let at = from; at < to; at += 1) if (!isDigit(bytes[at] ?? 0)) return false;
  return true;
}

const isDigit = (byte: number): boolean => byte >= zero && byte <= zero + 9;

const written = ({ bytes, from, to }: Texts, row: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8', from[row], to[row]);
