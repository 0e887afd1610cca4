import { expect, test } from 'vitest';
import { orElse, whenThere } from './soon.ts';

test('what fails at once or later is handed to the other way, and what does not fail is not', async () => {
  const told = (error: unknown): string => `instead of ${error instanceof Error ? error.message : 'nothing'}`;
  const fail = (): string => {
    throw new Error('now');
  };
  expect(orElse(fail, told)).toBe('instead of now');
  expect(await orElse(() => Promise.reject(new Error('later')), told)).toBe('instead of later');
  expect(orElse(() => 'fine', told)).toBe('fine');
  expect(await orElse(() => Promise.resolve('fine'), told)).toBe('fine');
});

test('of values at hand nothing is put off, however many steps there are', () => {
  let value: number | Promise<number> = 0;
  for (let step = 0; step < 1000; step += 1) value = whenThere(value, (before) => before + 1);
  expect(value).toBe(1000);
});
