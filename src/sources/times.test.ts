import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoTime } from './times.ts';

test('every time to the second is read as the platform reads it', () => {
  const [from, to] = [new Date('1000-01-01T00:00:00Z'), new Date('9999-12-31T23:59:59Z')];
  fc.assert(
    fc.property(fc.date({ min: from, max: to, noInvalidDate: true }), (date) => {
      const text = `${date.toISOString().slice(0, 19)}Z`;
      expect(isoTime(text)).toBe(Date.parse(text));
    }),
  );
});

test('what is no time is none', () => {
  for (const text of [
    '2026-13-01T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-01-32T00:00:00Z',
    '2026-01-01T00:61:00Z',
    '',
  ])
    expect(isoTime(text)).toBeUndefined();
});
