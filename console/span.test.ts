import { expect, test } from 'vitest';
import { spanOf, timesOf } from './span.ts';

test('the last so many days are a span, up to ten years', () => {
  expect(spanOf({ days: ['7'] })).toEqual({ days: 7 });
  for (const days of ['0', '-1', '3661', 'seven']) expect(spanOf({ days: [days] })).toEqual({});
});

test('from one time to another is a span when both can be read and come one after the other', () => {
  const [from, to] = ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'];
  expect(spanOf({ from: ['2026-01-01'], to: ['2026-01-02'] })).toEqual({ from, to });
  expect(spanOf({ from: [to], to: [from] })).toEqual({});
  expect(spanOf({ from: [from], to: [from] })).toEqual({});
  expect(spanOf({ from: [from] })).toEqual({});
  expect(spanOf({ from: ['yesterday'], to: [to] })).toEqual({});
});

test('days end now, a span from one time to another is asked as it is, and no span asks for none', () => {
  const before = Date.now();
  const { from = '', to = '' } = timesOf({ days: 7 });
  expect(Date.parse(to) - Date.parse(from)).toBe(7 * 86_400_000);
  expect(Date.parse(to)).toBeGreaterThanOrEqual(before);
  expect(timesOf({ from: 'a', to: 'b' })).toEqual({ from: 'a', to: 'b' });
  expect(timesOf({})).toEqual({});
});
