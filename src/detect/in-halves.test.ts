// Opens no lake.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fault } from '#kernel';
import { inHalves } from './in-halves.ts';

const tooLarge = (): Fault => new Fault('TooLarge', { en: 'too large', ja: '大きすぎます' });

test('every event of the span is told once, in the order of time, whatever fits into memory', async () => {
  const times = fc.uniqueArray(fc.integer({ min: 0, max: 5000 }), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(times, fc.integer({ min: 1, max: 60 }), async (events, most) => {
      const ask = async ({ from, to }: { from: number; to: number }): Promise<number[]> => {
        const there = events.filter((time) => time >= from && time <= to);
        if (there.length > most) throw tooLarge();
        return there.toSorted((one, other) => one - other);
      };
      const told = await inHalves({ from: 0, to: 5000 }, 0, ask);
      expect(told).toEqual(events.toSorted((one, other) => one - other));
    }),
  );
});

test('a span that is short enough is not halved further', async () => {
  const asked: number[] = [];
  const ask = async ({ from, to }: { from: number; to: number }): Promise<never[]> => {
    asked.push(to - from);
    throw tooLarge();
  };
  await expect(inHalves({ from: 0, to: 4000 }, 1000, ask)).rejects.toMatchObject({ code: 'TooLarge' });
  expect(asked).toEqual([4000, 2000, 1000, 500]);
});

test('any other fault is thrown at once', async () => {
  let asked = 0;
  const ask = async (): Promise<never[]> => {
    asked += 1;
    throw new Error('the engine is away');
  };
  await expect(inHalves({ from: 0, to: 4000 }, 0, ask)).rejects.toThrow('the engine is away');
  expect(asked).toBe(1);
});
