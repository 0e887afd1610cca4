import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { accessKeyId, isoSeconds, replyTime } from './aws-names.ts';
import { Random } from './random.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The account inside a key id, as tools decode it: 48 bits of base 32, of which 40 are the account. */
function accountOf(key: string): string {
  const figures = Array.from(key.slice(4), (letter) => alphabet.indexOf(letter));
  const bits = figures.map((figure) => figure.toString(2).padStart(5, '0')).join('');
  return String(Number.parseInt(bits.slice(1, 41), 2)).padStart(12, '0');
}

it('hides the account in an access key where tools look for it', () => {
  const account = fc.integer({ min: 0, max: 999_999_999_999 }).map((figure) => String(figure).padStart(12, '0'));
  fc.assert(
    fc.property(account, fc.integer(), (owner, seed) => {
      const key = accessKeyId('ASIA', owner, new Random(String(seed)));
      expect(key).toMatch(/^ASIA[A-Z2-7]{16}$/);
      expect(accountOf(key)).toBe(owner);
    }),
  );
});

it('writes a time as Date does, without the milliseconds', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (date) => {
      expect(isoSeconds(date.getTime())).toBe(date.toISOString().replace(/\.\d+Z$/, 'Z'));
    }),
  );
});

it('writes the times of replies on a clock of twelve hours', () => {
  expect(replyTime(Date.parse('2026-11-23T00:02:03Z'))).toBe('Nov 23, 2026, 12:02:03 AM');
  expect(replyTime(Date.parse('2026-01-02T13:20:00Z'))).toBe('Jan 2, 2026, 1:20:00 PM');
});
