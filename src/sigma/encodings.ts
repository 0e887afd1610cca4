/** Bytes of a text in UTF-16, low byte first. */
export const utf16le = (text: string): Buffer => Buffer.from(text, 'utf16le');

/** Bytes of a text in UTF-16, high byte first. */
export const utf16be = (text: string): Buffer => utf16le(text).swap16();

/** UTF-16, low byte first, with the mark that says so in front. */
export const utf16 = (text: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe]), utf16le(text)]);

/**
 * The three ways in which bytes look within a longer Base64 text, by how far from a group of three they begin;
 * digits that neighbours have a part in are left out.
 */
export function base64Offsets(bytes: Buffer): string[] {
  return [0, 1, 2].map((shift) => {
    const digits = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const from = Math.ceil((shift * 8) / 6);
    const to = Math.floor(((shift + bytes.length) * 8) / 6);
    return digits.slice(from, to);
  });
}

/** What Windows programs take for the dash of a flag: hyphen, slash, en dash, em dash, horizontal bar. */
const dashes = ['-', '/', '\u2013', '\u2014', '\u2015'];
const flagDash = new RegExp(String.raw`(?<![\w])[${dashes.join('').replace('-', String.raw`\-`)}](?=\w)`, 'gu');

/** Every way to write the text's flags; `most` bounds how many are made, undefined when there are more. */
export function dashVariants(text: string, most: number): string[] | undefined {
  const places = [...text.matchAll(flagDash)].map((match) => match.index);
  if (dashes.length ** places.length > most) return undefined;
  return places.reduce<string[]>(
    (variants, place) =>
      variants.flatMap((variant) => dashes.map((dash) => variant.slice(0, place) + dash + variant.slice(place + 1))),
    [text],
  );
}
