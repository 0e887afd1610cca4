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

/** What is being read: one at a time, so that nothing is made anew for each of millions. */
const groups = new Uint16Array(8);
const read = new Uint32Array(4);
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
