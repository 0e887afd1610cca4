import { expect, test } from 'vitest';
import { once } from './once.ts';

test('it is made when it is asked for first, and never again', () => {
  let made = 0;
  const get = once(() => ({ number: ++made }));
  expect(made).toBe(0);
  const first = get();
  expect([first.number, get() === first, made]).toEqual([1, true, 1]);
});

test('what could not be made is tried anew', () => {
  let tried = 0;
  const get = once(() => {
    tried += 1;
    if (tried === 1) throw new Error('not yet');
    return {};
  });
  expect(get).toThrow('not yet');
  expect(get()).toBe(get());
  expect(tried).toBe(2);
});
