import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Fault, textOf } from '#kernel';

const gunzipped = promisify(gunzip);

/** Bytes as they were before gzip, if they are in gzip. Throws `TooLarge` beyond the limit, `Unavailable` for damaged ones. */
export async function unpacked(bytes: Buffer, most: number, name: string): Promise<Buffer> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return await gunzipped(bytes, { maxOutputLength: most });
  } catch (error) {
    if (error instanceof RangeError)
      throw new Fault('TooLarge', {
        en: `The list at ${name} is larger than ${most / 2 ** 20} MB when unpacked. Split it.`,
        ja: `${name} のリストは展開すると ${most / 2 ** 20} MB を超えます。分割してください。`,
      });
    const said = {
      en: `The list at ${name} is damaged: ${textOf(error).en}. Try again later.`,
      ja: `${name} のリストは壊れています（${textOf(error).ja}）。時間をおいてもう一度お試しください。`,
    };
    throw new Fault('Unavailable', said, { cause: error });
  }
}
