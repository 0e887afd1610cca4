import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { expect, test } from 'vitest';
import { ipv6Of } from './ipv6.ts';

const slowly = (text: string): bigint =>
  BigInt(`0x${Buffer.from(ipaddr.IPv6.parse(text).toByteArray()).toString('hex')}`);

test('an address of IPv6 in any of its forms is the number that ipaddr.js reads', () => {
  const groups = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 65_535 })), {
    minLength: 8,
    maxLength: 8,
  });
  fc.assert(
    fc.property(groups, fc.boolean(), (parts, upper) => {
      const short = new ipaddr.IPv6(parts).toString();
      for (const text of [short, parts.map((part) => part.toString(16).padStart(4, '0')).join(':')])
        expect(ipv6Of(upper ? text.toUpperCase() : text)).toBe(slowly(text));
    }),
  );
});

test('what ipaddr.js refuses is no address', () => {
  const text = fc.array(fc.constantFrom(':', '::', '0', 'f', '1a2b', '12345', 'g', '.'), { maxLength: 18 });
  fc.assert(
    fc.property(text, (parts) => {
      const value = ipv6Of(parts.join(''));
      if (value !== undefined) expect(value).toBe(slowly(parts.join('')));
    }),
    { numRuns: 1000 },
  );
  for (const wrong of ['', ':', ':::', '1', '1:2', ':1::', '1::2::3', '1:2:3:4:5:6:7:8::', '1:2:3:4:5:6:7:8:9'])
    expect(ipv6Of(wrong), wrong).toBeUndefined();
});
