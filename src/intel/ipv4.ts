/**
 * An address of IPv4 as a number of 32 bits; nothing for what is not four decimal numbers up to 255 without leading
 * zeros. Read letter by letter, for millions of them are looked up.
 */
export function ipv4Of(text: string): number | undefined {
  let [address, from] = [0, 0];
  for (let part = 0; part < 4; part++) {
    const to = part === 3 ? text.length : text.indexOf('.', from);
    const octet = octetIn(text, from, to);
    if (octet === undefined) return undefined;
    address = address * 256 + octet;
    from = to + 1;
  }
  return address;
}

const zero = 48; // as a letter

function octetIn(text: string, from: number, to: number): number | undefined {
  const digits = to - from;
  if (digits < 1 || digits > 3 || (digits > 1 && text.charCodeAt(from) === zero)) return undefined;
  let octet = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - zero;
    if (digit < 0 || digit > 9) return undefined;
    octet = octet * 10 + digit;
  }
  return octet > 255 ? undefined : octet;
}
