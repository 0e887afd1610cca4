// Opens no lake.
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Store } from '#store';
import { Claims } from './claims.ts';

/** Claims go by the store that runs have in common, and ask nothing of it. */
const storeOf = (): Store => z.custom<Store>().parse({});

test('a file is in the hands of one run until that lets go of it', async () => {
  const store = storeOf();
  const [one, other] = [new Claims(store), new Claims(store)];
  expect(one.take('a')).toBe('taken');
  expect(one.take('a')).toBe('mine');
  const waits = other.take('a');
  expect(waits).toBeInstanceOf(Promise);
  one.release();
  await waits;
  expect(other.take('a')).toBe('taken');
});

test('a run that has let go takes files again, and whoever waits for it waits anew', async () => {
  const store = storeOf();
  const [one, other] = [new Claims(store), new Claims(store)];
  void one.take('a');
  one.release();
  expect(one.take('a')).toBe('taken');
  let over = false;
  const waits = Promise.resolve(other.take('a')).then(() => (over = true));
  await Promise.resolve();
  expect(over).toBe(false);
  one.release();
  expect(await waits).toBe(true);
});

test('after its end a run takes nothing any more, and leaves nothing taken', () => {
  const store = storeOf();
  const [one, other] = [new Claims(store), new Claims(store)];
  void one.take('a');
  one.close();
  expect(one.take('b')).toBe('mine');
  expect([other.take('a'), other.take('b')]).toEqual(['taken', 'taken']);
});

test('runs of another store have other files', () => {
  expect(new Claims(storeOf()).take('a')).toBe('taken');
  expect(new Claims(storeOf()).take('a')).toBe('taken');
});
