import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from './random.ts';

const draw = (random: Random): number[] => Array.from({ length: 20 }, () => random.bits());

describe('a stream of random figures', () => {
  it('depends on its name alone, and names that differ in one letter have unlike streams', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1, maxLength: 1 }), (name, letter) => {
        expect(draw(new Random(name))).toEqual(draw(new Random(name)));
        expect(draw(new Random(name + letter))).not.toEqual(draw(new Random(name)));
      }),
    );
  });

  it('gives a fork the same stream however much was drawn before it was forked', () => {
    const fresh = new Random('company');
    const used = new Random('company');
    draw(used);
    expect(draw(used.fork('people'))).toEqual(draw(fresh.fork('people')));
  });

  it('keeps to its bounds and reaches both of them', () => {
    const random = new Random('bounds');
    const figures = Array.from({ length: 500 }, () => random.between(3, 6));
    expect(new Set(figures)).toEqual(new Set([3, 4, 5, 6]));
  });

  it('picks rows about as often as their weights say, and a row of weight nought never', () => {
    const random = new Random('weights');
    const rows = [
      ['often', 3],
      ['seldom', 1],
      ['never', 0],
    ] as const;
    const drawn = Array.from({ length: 4000 }, () => random.weighted(rows));
    expect(drawn).not.toContain('never');
    const often = drawn.filter((one) => one === 'often').length;
    expect(often).toBeGreaterThan(2850);
    expect(often).toBeLessThan(3150);
  });

  it('makes UUIDs of version 4 that do not repeat', () => {
    const random = new Random('ids');
    const ids = Array.from({ length: 2000 }, () => random.uuid());
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says that nothing can be picked from nothing', () => {
    expect(() => new Random('none').pick([])).toThrow('empty list');
  });
});
