import { isIPv4 } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ipv4Of } from './ipv4.ts';

test('every number of 32 bits is read back from the address that it is written as', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (address) => {
      expect(ipv4Of([24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.'))).toBe(address);
    }),
  );
});

test('what Node takes for an address is one, and nothing else', () => {
  const almost = fc.array(fc.constantFrom('0', '1', '9', '25', '255', '256', '.', '..', ' ', '-', 'a'), {
    maxLength: 9,
  });
  fc.assert(
    fc.property(almost, (parts) => {
      const text = parts.join('');
      expect(ipv4Of(text) !== undefined).toBe(isIPv4(text));
    }),
    { numRuns: 3000 },
  );
});
