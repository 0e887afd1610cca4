import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base64Offsets, dashVariants, utf16, utf16be, utf16le } from './encodings.ts';

test('wherever bytes stand in a longer text, one of the three ways stands in its Base64', () => {
  const bytes = (least: number) => fc.uint8Array({ minLength: least, maxLength: 9 }).map((array) => Buffer.from(array));
  fc.assert(
    fc.property(bytes(0), bytes(3), bytes(0), (before, value, after) => {
      const whole = Buffer.concat([before, value, after]).toString('base64');
      expect(whole).toContain(base64Offsets(value)[before.length % 3]);
    }),
  );
});

test('the three ways are those of pySigma', () => {
  expect(base64Offsets(Buffer.from('foobar'))).toEqual(['Zm9vYmFy', 'Zvb2Jhc', 'mb29iYX']);
});

test('UTF-16 is read back as what it was, in either order and with its mark', () => {
  const read = (text: string, order: 'utf-16le' | 'utf-16be', bytes: Buffer): void =>
    expect(new TextDecoder(order, { ignoreBOM: true }).decode(bytes)).toBe(text);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      read(text, 'utf-16le', utf16le(text));
      read(text, 'utf-16be', utf16be(text));
      expect(new TextDecoder('utf-16').decode(utf16(text))).toBe(text);
    }),
    { numRuns: 30 },
  );
});

test('every dash that begins a flag is written in five ways, and no dash within a word', () => {
  expect(dashVariants('a-b', 100)).toEqual(['a-b']);
  expect(dashVariants(' -f', 100)).toEqual([' -f', ' /f', ' \u2013f', ' \u2014f', ' \u2015f']);
  expect(dashVariants('-a /b', 100)).toHaveLength(25);
  expect(dashVariants('-a /b', 24)).toBeUndefined();
});
