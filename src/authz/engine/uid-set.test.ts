import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UidSet } from './uid-set.ts';
import { EntityUid } from './values.ts';

const uid = fc.record({
  type: fc.constantFrom('User', 'Group', 'A::B'),
  id: fc.constantFrom(...'a b c d e f g h'.split(' ')),
});

test('it holds what a set of their keys holds, in the order in which they came, few or many', () => {
  fc.assert(
    fc.property(fc.array(uid, { maxLength: 40 }), uid, (added, asked) => {
      const set = new UidSet();
      const plain = new Set<string>();
      for (const { type, id } of added) {
        set.add(new EntityUid(type, id));
        plain.add(new EntityUid(type, id).key);
      }
      expect(set.list.map(({ key }) => key)).toEqual([...plain]);
      expect(set.has(new EntityUid(asked.type, asked.id))).toBe(plain.has(new EntityUid(asked.type, asked.id).key));
    }),
    { numRuns: 300 },
  );
});
