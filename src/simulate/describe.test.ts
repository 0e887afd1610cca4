import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { describe, storyNames } from './index.ts';

it('tells every story whole, within the simulation, whatever its seed, length and end', () => {
  const until = fc.date({ min: new Date('2025-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 90 }), until, (seed, days, end) => {
      const told = describe({ seed, days, until: end, stories: storyNames });
      const usual = describe({ seed: 1, until: new Date('2026-11-20T03:00:00Z'), stories: storyNames });
      expect(told.truth.map(({ story, step }) => `${story}/${step}`)).toEqual(
        usual.truth.map(({ story, step }) => `${story}/${step}`),
      );
      for (const { time, end: last } of told.truth) {
        expect(Date.parse(time)).toBeGreaterThanOrEqual(told.from.getTime());
        expect(Date.parse(last)).toBeLessThan(end.getTime());
      }
    }),
    { numRuns: 40 },
  );
});

it('hides the leaked key about three days before the end, in the night of Tokyo', () => {
  const { truth } = describe({ seed: 1, until: new Date('2026-11-23T00:00:00Z') });
  expect(truth.find(({ hostile }) => hostile)?.time).toBe('2026-11-19T17:17:00.000Z');
});

it('says of every step in both languages what it was', () => {
  const { truth } = describe({ seed: 1, until: new Date('2026-11-23T00:00:00Z'), stories: storyNames });
  for (const { about } of truth) {
    expect(about.en).toMatch(/\.$/);
    expect(about.ja).toMatch(/。$|）。$/);
  }
});
