const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Bytes in the alphabet of RFC 4648, section 6, without padding: five bits a letter. */
export function base32(bytes: Uint8Array): string {
  let [text, held, bits] = ['', 0, 0];
  for (const byte of bytes) {
    held = held * 256 + byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) {
      const place = 2 ** (bits - 5);
      text += letters.charAt(Math.floor(held / place));
      held %= place;
    }
  }
  return bits === 0 ? text : text + letters.charAt(held * 2 ** (5 - bits));
}
