// Opens no lake.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { SeenIds } from './seen-ids.ts';

it('an id is known from the second time on, as a set of all ids says', () => {
  const id = fc.oneof(fc.string({ maxLength: 3 }), fc.uuid());
  fc.assert(
    fc.property(fc.array(id, { maxLength: 3000, size: 'max' }), (ids) => {
      const [seen, all] = [new SeenIds(), new Set<string>()];
      for (const one of ids) {
        expect(seen.add(one)).toBe(all.has(one));
        all.add(one);
      }
    }),
    { numRuns: 10 },
  );
});

it('no two of many ids that differ in a few letters are taken for one', () => {
  const seen = new SeenIds();
  const ids = Array.from({ length: 200_000 }, (_, place) => `4f1c-${place.toString(36)}-9a`);
  expect(ids.filter((id) => seen.add(id))).toEqual([]);
  expect(ids.every((id) => seen.add(id))).toBe(true);
});
