import { Fault } from '#kernel';

/** Reads a stream to its end. Throws `TooLarge` as soon as it has given more bytes than the limit. */
export async function readLimited(stream: AsyncIterable<unknown>, most: number, name: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    if (!(part instanceof Uint8Array)) continue;
    size += part.length;
    if (size > most) throw new Fault('TooLarge', `The list at ${name} is larger than ${most / 2 ** 20} MB. Split it.`);
    parts.push(Buffer.from(part));
  }
  return Buffer.concat(parts);
}
