import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Entities, Entity } from './entities.ts';
import { wholly } from './slices.ts';
import { EntityUid } from './values.ts';

const uid = (id: number): EntityUid => new EntityUid('Group', String(id));

/** Parents by number; a parent has a smaller number than its child, so that nothing goes in a circle. */
const trees = fc
  .array(fc.array(fc.nat(30), { maxLength: 3 }), { maxLength: 30 })
  .map((all) => all.map((parents, own) => (own === 0 ? [] : parents.map((parent) => parent % own))));

const made = (tree: readonly (readonly number[])[]): Entity[] =>
  tree.map((parents, own) => new Entity(uid(own), parents.map(uid)));

function ancestorsOf(tree: readonly (readonly number[])[], own: number): Set<number> {
  const parents = tree[own] ?? [];
  return new Set([...parents, ...parents.flatMap((parent) => [...ancestorsOf(tree, parent)])]);
}

test('an entity is in itself and in all its ancestors, few entities or many, at once or in slices', () => {
  fc.assert(
    fc.property(trees, fc.nat(30), fc.nat(30), (tree, one, other) => {
      const wanted = one === other || ancestorsOf(tree, one).has(other);
      for (const entities of [new Entities(made(tree)), wholly(Entities.gathered(made(tree)))]) {
        expect(entities.isIn(uid(one), uid(other))).toBe(wanted);
        expect([...entities]).toHaveLength(tree.length);
      }
    }),
    { numRuns: 300 },
  );
});

test.each([3, 40])('of %i entities in a circle none is taken', (count) => {
  const circle = Array.from({ length: count }, (_, own) => new Entity(uid(own), [uid((own + 1) % count)]));
  expect(() => new Entities(circle)).toThrow('is its own ancestor; entities may not go in a circle');
  expect(() => wholly(Entities.gathered(circle))).toThrow('is its own ancestor');
  expect(() => new Entities(circle.slice(1))).not.toThrow();
});

test('two ways to one ancestor are no circle', () => {
  const diamond = made([[], [0], [0], [1, 2]]);
  expect(new Entities(diamond).isIn(uid(3), uid(0))).toBe(true);
});

test.each([2, 40])('of two entities with one name among %i the later counts', (count) => {
  const many = Array.from({ length: count }, (_, own) => new Entity(uid(own), []));
  const later = new Entity(uid(1), [uid(99)]);
  const entities = new Entities([...many, later]);
  expect(entities.get(uid(1))).toBe(later);
  expect([...entities].filter((one) => one.uid.is(uid(1)))).toEqual([later]);
  expect(entities.isIn(uid(1), uid(99))).toBe(true);
});

test('what is known besides is found, and stands back behind what a request brings', () => {
  const beneath = new Entities([new Entity(uid(1), [uid(2)]), new Entity(uid(5), [uid(6)])]);
  const entities = new Entities([new Entity(uid(1), [uid(3)])], beneath);
  expect([2, 3].map((id) => entities.isIn(uid(1), uid(id)))).toEqual([false, true]);
  expect(entities.isIn(uid(5), uid(6))).toBe(true);
  expect(entities.get(uid(7))).toBeUndefined();
});

test('a hierarchy that is deeper than any stack is climbed', () => {
  const deep = Array.from({ length: 50_000 }, (_, own) => new Entity(uid(own), own === 0 ? [] : [uid(own - 1)]));
  expect(new Entities(deep).isIn(uid(49_999), uid(0))).toBe(true);
});
