import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Fault, sentenceOf } from '#kernel';

const gunzipped = promisify(gunzip);

/** Bytes as they were before gzip, if they are in gzip. Throws `TooLarge` beyond the limit, `Unavailable` for damaged ones. */
export async function unpacked(bytes: Buffer, most: number, name: string): Promise<Buffer> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return await gunzipped(bytes, { maxOutputLength: most });
  } catch (error) {
    if (error instanceof RangeError)
      throw new Fault('TooLarge', `The list at ${name} is larger than ${most / 2 ** 20} MB when unpacked. Split it.`);
    throw new Fault('Unavailable', `The list at ${name} is damaged: ${sentenceOf(error)}. Try again later.`, {
      cause: error,
    });
  }
}
