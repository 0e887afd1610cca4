// Opens no lake.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HeldBytes } from './held-bytes.ts';

const limit = 20;
const pieces = fc.array(
  fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes)),
  { maxLength: 8 },
);

test('a record in pieces comes back whole; of one beyond the limit as much as says so, and its size is true', () => {
  fc.assert(
    fc.property(pieces, pieces, (before, record) => {
      const held = new HeldBytes(limit);
      for (const piece of before) held.add(piece);
      held.drop();
      for (const piece of record) held.add(piece);
      const whole = Buffer.concat(record);
      expect(held.size).toBe(whole.length);
      const taken = held.take();
      if (whole.length <= limit) expect(taken).toEqual(whole);
      else expect(taken.length).toBeGreaterThan(limit);
      expect(whole.subarray(0, taken.length)).toEqual(taken);
      expect(taken.length).toBeLessThanOrEqual(limit + 8); // what comes after that is not kept
      expect([held.size, held.take(Buffer.from('next')).toString()]).toEqual([0, 'next']);
    }),
  );
});
