import { getActiveResourcesInfo } from 'node:process';
import { expect, test } from 'vitest';
import { within } from './within.ts';

const timers = (): number => getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

test('what is there in time is given, and what is thrown is thrown, and no clock goes on', async () => {
  const before = timers();
  expect(await within(60, 'too slow', Promise.resolve(7))).toBe(7);
  await expect(within(60, 'too slow', Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(timers()).toBe(before);
});

test('what is not there in time is a fault with its sentence', async () => {
  const never = new Promise<never>(() => undefined);
  await expect(within(0.01, { en: 'It takes long.', ja: '時間がかかっています。' }, never)).rejects.toMatchObject({
    code: 'TooSlow',
    text: { en: 'It takes long.', ja: '時間がかかっています。' },
  });
});
