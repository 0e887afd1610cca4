/** An address of IPv6: its 128 bits in four numbers of 32 bits, the first ones first. */
export type Words = Uint32Array;

/**
 * Reads an address of IPv6 into `words`; false for what is not written in groups of one to four hexadecimal digits, of
 * which one row of zeros may be left out. Read letter by letter and without a bigint, as `ipv4Of` does.
 */
export function readIpv6(text: string, words: Words): boolean {
  const gap = text.indexOf('::');
  const before = groupsIn(text, 0, gap < 0 ? text.length : gap, 0);
  const after = gap < 0 || before < 0 ? before : groupsIn(text, gap + 2, text.length, before);
  if (after < 0 || (gap < 0 ? after !== 8 : after > 7)) return false;
  widen(before, after);
  for (let at = 0; at < 4; at++) words[at] = ((groups[at * 2] ?? 0) << 16) | (groups[at * 2 + 1] ?? 0);
  return true;
}

/** An address of IPv6 as a number of 128 bits; nothing for what is none. */
export const ipv6Of = (text: string): bigint | undefined => (readIpv6(text, read) ? valueOf(read) : undefined);

/** The words of a number of 128 bits, written into `words`. */
export function wordsOf(value: bigint, words: Words): Words {
  for (let at = 0; at < 4; at++) words[at] = Number((value >> BigInt(96 - at * 32)) & 0xffff_ffffn);
  return words;
}

/** True for an address of IPv4 in IPv6 form. */
export const isMapped = (words: Words): boolean => words[0] === 0 && words[1] === 0 && words[2] === 0xffff;

/** The number that words are. */
export const valueOf = (words: Words): bigint => words.reduce((value, word) => (value << 32n) | BigInt(word), 0n);

/**
 * The network of so many bits around an address as it is written: `2001:db8::/32`, without its length where it is the
 * address itself. Source: RFC 5952, sections 4 and 5.
 */
export function ipv6Text(words: Words, bits: number): string {
  for (let at = 0; at < 8; at++)
    groups[at] = groupOf(words, at) & (0xffff << Math.min(16, Math.max(0, 16 * (at + 1) - bits)));
  const [from, to] = longestRow();
  const text = letters.toString('latin1', 0, to - from < 2 ? write(0, 8, 0) : writeAround(from, to));
  return bits === 128 ? text : `${text}/${bits}`;
}

/** What is being read or written: one at a time, so that nothing is made anew for each of millions. */
const groups = new Uint16Array(8);
const read = new Uint32Array(4);
const letters = Buffer.alloc(40);
const digits = Buffer.from('0123456789abcdef');
const colon = 58; // as a letter

/** Reads groups from a place of `groups` on; returns how many are there then, -1 for what is none. */
function groupsIn(text: string, from: number, to: number, first: number): number {
  if (from === to) return first;
  let count = first;
  let group = 0;
  let digits = 0;
  for (let at = from; at <= to; at++) {
    const code = at === to ? colon : text.charCodeAt(at);
    if (code !== colon) {
      const digit = digitOf(code);
      if (digit < 0 || ++digits > 4) return -1;
      group = group * 16 + digit;
    } else {
      if (digits === 0 || count === 8) return -1;
      groups[count++] = group;
      group = 0;
      digits = 0;
    }
  }
  return count;
}

/** The value of a hexadecimal digit; -1 for another letter. */
function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** Moves the groups behind the gap to the end, zeros between. */
function widen(before: number, after: number): void {
  const missing = 8 - after;
  if (missing === 0) return;
  for (let at = 7; at >= before; at--) groups[at] = at >= before + missing ? (groups[at - missing] ?? 0) : 0;
}

const groupOf = (words: Words, at: number): number => (words[at >> 1] ?? 0) >>> (at % 2 === 0 ? 16 : 0);

/** Where the first of the longest rows of zeros begins and ends. */
function longestRow(): readonly [number, number] {
  let from = 0;
  let to = 0;
  for (let at = 0, begun = 0; at < 8; at++)
    if (groups[at] !== 0) begun = at + 1;
    else if (at + 1 - begun > to - from) {
      from = begun;
      to = at + 1;
    }
  return [from, to];
}

/** Writes the groups before and after a row of zeros, which is left out; returns where they end. */
function writeAround(from: number, to: number): number {
  const gap = write(0, from, 0);
  letters[gap] = colon;
  letters[gap + 1] = colon;
  return write(to, 8, gap + 2);
}

/** Writes some groups from a place of `letters` on; returns where they end. */
function write(from: number, to: number, place: number): number {
  let end = place;
  for (let at = from; at < to; at++) {
    if (at > from) letters[end++] = colon;
    const group = groups[at] ?? 0;
    for (let shift = group > 0xfff ? 12 : group > 0xff ? 8 : group > 0xf ? 4 : 0; shift >= 0; shift -= 4)
      letters[end++] = digits[(group >>> shift) & 15] ?? 0;
  }
  return end;
}
