// Opens no lake.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WholeLines, type Lines } from './whole-lines.ts';

/** What comes out when a text arrives cut at these places; it is copied, for it holds until the next piece alone. */
function cutAt(text: string, places: readonly number[], limit: number): Lines[] {
  const lines = new WholeLines(limit);
  const bytes = Buffer.from(text);
  const ends = [...places.filter((place) => place < bytes.length).toSorted((a, b) => a - b), bytes.length];
  const pieces = ends.map((end, at) => bytes.subarray(ends[at - 1] ?? 0, end));
  const copied = (given: readonly Lines[]): Lines[] => given.map((one) => ({ ...one, bytes: Buffer.from(one.bytes) }));
  return [...pieces.flatMap((piece) => copied(lines.push(piece))), ...copied(lines.end())];
}
const textOf = (lines: readonly Lines[]): string => lines.map(({ bytes }) => bytes.toString()).join('');

test('whatever pieces a text comes in, each piece given out ends a line, and together they are the text', () => {
  const text = fc
    .array(fc.constantFrom('a', 'bc', '\n', '\n\n', '\r\n'), { maxLength: 30 })
    .map((some) => some.join(''));
  fc.assert(
    fc.property(text, fc.array(fc.nat(60)), (given, places) => {
      const found = cutAt(given, places, 1000);
      expect(textOf(found)).toBe(given);
      for (const { bytes } of found.slice(0, -1)) expect(bytes.at(-1)).toBe(0x0a);
      expect(found.some(({ isTooLong }) => isTooLong)).toBe(false);
    }),
  );
});

test('a line of just the limit is whole, wherever it is cut', () => {
  for (const place of [1, 4, 5]) {
    const found = cutAt('abcde\nf\n', [place], 5);
    expect(textOf(found)).toBe('abcde\nf\n');
    expect(found.some(({ isTooLong }) => isTooLong)).toBe(false);
  }
});

test('of a line that is longer its beginning is given, and the next is whole again', () => {
  const [long, next] = cutAt(`${'x'.repeat(50)}\nshort\n`, [3, 6, 9, 12, 40], 5);
  expect(long?.isTooLong).toBe(true);
  expect(long?.bytes.toString()).toBe('xxxxxx');
  expect(next).toEqual({ bytes: Buffer.from('short\n'), isTooLong: false });
});

test('a file that ends within a line gives that too, and an empty one nothing', () => {
  expect(textOf(cutAt('a\nb', [3], 10))).toBe('a\nb');
  expect(cutAt('', [], 10)).toEqual([]);
});
