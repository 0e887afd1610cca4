import { expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';

// `npm run fuzz:front` sends ten thousand.
test('malformed requests are refused, never with a 500, and never left without an answer', async () => {
  const { bad, statuses, sent } = await fuzz(600, Math.floor(Math.random() * 2 ** 31));
  expect(bad).toEqual([]);
  expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(sent);
  // Some of them are good enough to be answered, or the test would not reach the operations.
  for (const status of [200, 400, 403, 404]) expect(statuses.get(status), String(status)).toBeGreaterThan(0);
});
