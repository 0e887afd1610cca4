import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDecimal } from './decimal.ts';
import { writeValue } from './write-value.ts';

test.each([
  ['0.0', 0n],
  ['12.3456', 123_456n],
  ['-12.3', -123_000n],
  ['-0.0001', -1n],
  ['007.50', 75_000n],
  ['922337203685477.5807', 2n ** 63n - 1n],
  ['-922337203685477.5808', -(2n ** 63n)],
])('%s is so many ten-thousandths: %s', (text, parts) => {
  expect(parseDecimal(text)).toMatchObject({ parts, canonical: `decimal(${parts})` });
});

test.each([
  ['1', 'is not a well-formed decimal value'],
  ['1.', 'is not a well-formed decimal value'],
  ['.5', 'is not a well-formed decimal value'],
  ['+1.0', 'is not a well-formed decimal value'],
  ['1.0 ', 'is not a well-formed decimal value'],
  ['1.0e3', 'is not a well-formed decimal value'],
  ['1.00000', 'too many digits after the decimal'],
  ['-1.12345', 'too many digits after the decimal'],
  ['922337203685477.5808', 'overflow'],
  ['-922337203685477.5809', 'overflow'],
])('%j is none: %s', (text, why) => {
  expect(() => parseDecimal(text)).toThrow(
    expect.objectContaining({ kind: 'extension', message: expect.stringContaining(why) }),
  );
});

test('what is written is read as the same', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (parts) => {
      const sign = parts < 0n ? '-' : '';
      const digits = String(parts < 0n ? -parts : parts).padStart(5, '0');
      const decimal = parseDecimal(`${sign}${digits.slice(0, -4)}.${digits.slice(-4)}`);
      expect(decimal.parts).toBe(parts);
      expect(writeValue(decimal)).toBe(`decimal("${sign}${digits.slice(0, -4)}.${digits.slice(-4)}")`);
    }),
  );
});
