import { Fault } from '#kernel';

/** Reads a stream to its end. Throws `TooLarge` as soon as it has given more bytes than the limit. */
export async function readLimited(stream: AsyncIterable<unknown>, most: number, name: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    if (!(part instanceof Uint8Array)) continue;
    size += part.length;
    if (size > most) throw tooLarge(name, most);
    parts.push(Buffer.from(part));
  }
  return Buffer.concat(parts);
}

/** `most` is in bytes. */
export const tooLarge = (name: string, most: number): Fault =>
  new Fault('TooLarge', {
    en: `The list at ${name} is larger than ${most / 2 ** 20} MB. Split it.`,
    ja: `${name} のリストは ${most / 2 ** 20} MB を超えています。分割してください。`,
  });
