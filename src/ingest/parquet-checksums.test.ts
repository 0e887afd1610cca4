// Opens no lake.
import { crc32 } from 'node:zlib';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { compared } from './parquet-checksums.ts';

/** A whole number of Thrift's compact protocol, its sign in the last bit. */
function whole(value: number): Buffer {
  let left = BigInt(value) >= 0n ? BigInt(value) * 2n : BigInt(value) * -2n - 1n;
  const bytes: number[] = [];
  for (; left > 127n; left >>= 7n) bytes.push(Number(left & 127n) | 128);
  return Buffer.from([...bytes, Number(left)]);
}

/** A page of data as writers make them, with statistics in its header; `sum` false leaves its checksum out. */
function page(data: Buffer, sum = true): Buffer {
  const checksum = sum ? [Buffer.from([0x15]), whole(crc32(data) | 0)] : [];
  const statistics = Buffer.from([0x28, 3, 1, 2, 3, 0x11, 0x00]); // a text of three bytes, a true, and the end
  const count = Buffer.concat([
    Buffer.from([0x15]),
    whole(7),
    Buffer.from([0x15, 0, 0x15, 6, 0x15, 6, 0x1c]),
    statistics,
  ]);
  const [type, unpacked] = [whole(0), whole(data.length)];
  const sizes = [Buffer.from([0x15]), type, Buffer.from([0x15]), unpacked, Buffer.from([0x15]), whole(data.length)];
  const head = Buffer.concat([...sizes, ...checksum, Buffer.from([sum ? 0x1c : 0x2c]), count, Buffer.from([0, 0])]);
  return Buffer.concat([head, data]);
}

const data = fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes));

it('a page is as it was written until a bit of it is turned', () => {
  fc.assert(
    fc.property(fc.array(data, { minLength: 1, maxLength: 4 }), fc.nat(), fc.nat(7), (datas, where, bit) => {
      const pages = Buffer.concat(datas.map((one) => page(one)));
      expect(compared(pages)).toBe('same');
      const last = datas.at(-1)?.length ?? 1;
      const at = pages.length - 1 - (where % last);
      pages.writeUInt8(pages.readUInt8(at) ^ (1 << bit), at);
      expect(compared(pages)).toBe('other');
    }),
  );
});

it('of pages without a checksum, cut off, or of no form at all nothing is claimed', () => {
  expect(compared(page(Buffer.from('values'), false))).toBe('without');
  expect(compared(page(Buffer.from('values')).subarray(0, -1))).toBe('without');
  fc.assert(fc.property(fc.uint8Array(), (bytes) => ['same', 'without'].includes(compared(Buffer.from(bytes)))));
});
