// Opens no lake.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bytes } from './bytes.ts';

/** What is written, what Node's own buffers write for the same, and how. */
interface Written {
  readonly write: (bytes: Bytes) => void;
  readonly expected: Buffer;
}

const written = (size: number, fill: (buffer: Buffer) => unknown): Buffer => {
  const buffer = Buffer.alloc(size);
  fill(buffer);
  return buffer;
};

function leb128(value: number): Buffer {
  const out: number[] = [];
  let rest = BigInt(value);
  do {
    out.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return Buffer.from(out);
}

const prefixed = (bytes: Buffer): Buffer => Buffer.concat([leb128(bytes.length), bytes]);
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 60 }),
  fc.constantFrom('', 'a'.repeat(47), 'b'.repeat(48), 'c'.repeat(49), 'd'.repeat(127), 'e'.repeat(128), 'é'.repeat(48)),
  fc.constantFrom('x'.repeat(65_535), 'y'.repeat(65_536), '字'.repeat(40_000), '\ud800'),
);

const pieces: fc.Arbitrary<Written> = fc.oneof(
  fc.nat({ max: 0xff }).map((value) => ({
    write: (bytes: Bytes) => bytes.unsigned(value, 1),
    expected: written(1, (to) => to.writeUInt8(value)),
  })),
  fc.nat({ max: 0xffff }).map((value) => ({
    write: (bytes: Bytes) => bytes.unsigned(value, 2),
    expected: written(2, (to) => to.writeUInt16LE(value)),
  })),
  fc.nat({ max: 0xffff_ffff }).map((value) => ({
    write: (bytes: Bytes) => bytes.unsigned(value, 4),
    expected: written(4, (to) => to.writeUInt32LE(value)),
  })),
  fc.maxSafeInteger().map((value) => ({
    write: (bytes: Bytes) => bytes.whole(value),
    expected: written(8, (to) => to.writeBigInt64LE(BigInt(value))),
  })),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }).map((value) => ({
    write: (bytes: Bytes) => bytes.big(value),
    expected: written(8, (to) => to.writeBigUInt64LE(BigInt.asUintN(64, value))),
  })),
  fc.double().map((value) => ({
    write: (bytes: Bytes) => bytes.double(value),
    expected: written(8, (to) => to.writeDoubleLE(value)),
  })),
  fc.oneof(fc.nat(), fc.constantFrom(0, 127, 128, 16_383, 16_384, 2 ** 40)).map((value) => ({
    write: (bytes: Bytes) => bytes.length(value),
    expected: leb128(value),
  })),
  texts.map((text) => ({
    write: (bytes: Bytes) => bytes.text(text),
    expected: prefixed(Buffer.from(text)),
  })),
  texts.map((text) => ({
    write: (bytes: Bytes) => bytes.stretch(Buffer.from(`<${text}>`), 1, Buffer.byteLength(text) + 1),
    expected: prefixed(Buffer.from(text)),
  })),
  fc.constantFrom(0, 1, 1023, 65_536, 65_537).map((count) => ({
    write: (bytes: Bytes) => bytes.zeros(count),
    expected: Buffer.alloc(count),
  })),
);

const all = (bytes: Bytes): Buffer => Buffer.concat(bytes.chunks());

test('whatever is written is what Node writes for it, over the borders of chunks too', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 20 }), (list) => {
      const bytes = new Bytes();
      for (const { write } of list) write(bytes);
      expect(all(bytes).equals(Buffer.concat(list.map(({ expected }) => expected)))).toBe(true);
    }),
  );
});

test('what was written since a mark is taken back, and writing goes on from there', () => {
  const list = fc.array(pieces, { maxLength: 6 });
  fc.assert(
    fc.property(list, list, list, (kept, dropped, after) => {
      const bytes = new Bytes();
      for (const { write } of kept) write(bytes);
      bytes.mark();
      for (const { write } of dropped) write(bytes);
      bytes.back();
      for (const { write } of after) write(bytes);
      expect(all(bytes).equals(Buffer.concat([...kept, ...after].map(({ expected }) => expected)))).toBe(true);
    }),
  );
});

test.each([
  [1, 255],
  [2, 65_535],
  [4, 2 ** 32 - 1],
] as const)('many numbers of %i bytes are the same as one after the other', (width, most) => {
  const values = Float64Array.from({ length: 70_000 }, (_, index) => (index * 2_654_435_761) % (most + 1));
  const [together, single] = [new Bytes(), new Bytes()];
  together.numbers(values, 69_999, width);
  for (const value of values.subarray(0, 69_999)) single.unsigned(value, width);
  expect(all(together).equals(all(single))).toBe(true);
});

test('many numbers of 8 bytes are in two’s complement, up to what JavaScript holds exactly', () => {
  const values = [0, -1, 1, 2 ** 32, -(2 ** 32), 2 ** 32 - 1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
  const bytes = new Bytes();
  bytes.numbers(Float64Array.from(values), values.length, 8);
  expect(values.map((_, index) => Number(all(bytes).readBigInt64LE(8 * index)))).toEqual(values);
});

test('bytes that were let go of are written anew by the next, and none of the old ones show', () => {
  const old = new Bytes();
  old.text('secret'.repeat(40_000));
  for (let piece = 0; piece < 40; piece += 1) old.text('secret'.repeat(1000));
  old.release();
  expect(old.size).toBe(0);
  const next = new Bytes();
  next.zeros(200_000);
  expect(all(next).equals(Buffer.alloc(200_000))).toBe(true);
});

test('the size is that of what was written, more or less a chunk', () => {
  const bytes = new Bytes();
  expect(bytes.size).toBe(0);
  bytes.zeros(1000);
  expect(bytes.size).toBe(1000);
  bytes.zeros(1_000_000);
  expect(Math.abs(bytes.size - 1_001_000)).toBeLessThan(2 * 65_536);
});
