import { expect, test } from 'vitest';
import { once } from './once.ts';
import { whenThere } from './soon.ts';
import { within } from './within.ts';

test('work that is done in time gives its result or its own error', async () => {
  expect(await within(60, 'late', Promise.resolve('done'))).toBe('done');
  await expect(within(60, 'late', Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});

test('work that is not done in time is too slow, with the sentence that was given', async () => {
  const never = new Promise(() => undefined);
  await expect(within(0.001, 'It took too long.', never)).rejects.toMatchObject({
    code: 'TooSlow',
    message: 'It took too long.',
  });
});

test('what is at hand is gone on with at once, what is not when it is there', async () => {
  expect(whenThere(2, (value) => value + 1)).toBe(3);
  const later = whenThere(Promise.resolve(2), (value) => value + 1);
  expect(later).toBeInstanceOf(Promise);
  expect(await later).toBe(3);
  await expect(whenThere(Promise.reject(new Error('gone')), () => 1)).rejects.toThrow('gone');
});

test('something is made when it is asked for first, and only then', () => {
  let made = 0;
  const ask = once(() => ({ number: ++made }));
  expect(made).toBe(0);
  expect(ask()).toBe(ask());
  expect(made).toBe(1);
});
