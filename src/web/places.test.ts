import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Places } from './places.ts';

test('a session has its places, all have theirs, and one that is given back is free', () => {
  const places = new Places({ most: 3, mostOfSession: 2 });
  const leave = places.take('one');
  places.take('one');
  expect(() => places.take('one')).toThrow('Too many pages');
  places.take('other');
  expect(() => places.take('third')).toThrow('Too many pages');
  leave();
  places.take('third');
  expect(() => places.take('one')).toThrow('Too many pages');
});

test('one that is given back twice is given back once', () => {
  const places = new Places({ most: 1, mostOfSession: 1 });
  const leave = places.take('one');
  leave();
  leave();
  places.take('one');
  expect(() => places.take('other')).toThrow('Too many pages');
});

test('whoever comes and leaves in whatever order, no more are in than may be', () => {
  const step = fc.record({ session: fc.constantFrom('a', 'b', 'c'), leaves: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const places = new Places({ most: 4, mostOfSession: 2 });
      const inside: { session: string; leave: () => void }[] = [];
      for (const { session, leaves } of steps) {
        const at = inside.findIndex((one) => one.session === session);
        if (leaves) inside.splice(at < 0 ? inside.length : at, 1)[0]?.leave();
        else {
          const isFull = inside.length === 4 || inside.filter((one) => one.session === session).length === 2;
          if (isFull) expect(() => places.take(session)).toThrow('Too many pages');
          else inside.push({ session, leave: places.take(session) });
        }
      }
    }),
  );
});
