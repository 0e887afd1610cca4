/**
 * An address of IPv6 as a number of 128 bits; nothing for what is not written in groups of one to four hexadecimal
 * digits, of which one row of zeros may be left out. Read letter by letter, as `ipv4Of` does.
 */
export function ipv6Of(text: string): bigint | undefined {
  const gap = text.indexOf('::');
  const before = groupsIn(gap < 0 ? text : text.slice(0, gap));
  const after = groupsIn(gap < 0 ? '' : text.slice(gap + 2));
  if (before === undefined || after === undefined) return undefined;
  const missing = 8 - before.length - after.length;
  if (gap < 0 ? missing !== 0 : missing < 1) return undefined;
  return valueOf([...before, ...Array.from({ length: missing }, () => 0), ...after]);
}

const colon = 58; // as a letter

function groupsIn(text: string): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  let [group, digits] = [0, 0];
  for (let at = 0; at <= text.length; at++) {
    const code = at === text.length ? colon : text.charCodeAt(at);
    if (code !== colon) {
      const digit = digitOf(code);
      if (digit === undefined || ++digits > 4) return undefined;
      group = group * 16 + digit;
    } else {
      if (digits === 0) return undefined;
      groups.push(group);
      [group, digits] = [0, 0];
    }
  }
  return groups;
}

function digitOf(code: number): number | undefined {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : undefined;
}

/** Of eight groups: two halves of 32 bits are as much as a number holds without being a bigint. */
function valueOf(groups: readonly number[]): bigint {
  let value = 0n;
  for (let at = 0; at < 8; at += 2) value = (value << 32n) | BigInt((groups[at] ?? 0) * 65_536 + (groups[at + 1] ?? 0));
  return value;
}
