// Opens no lake.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from '#kernel';
import { again } from './again.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const lines: string[] = [];
const log = createLog('error', { write: (line) => void lines.push(line) });

test('work is done at once and again, until it is disposed of', async () => {
  const work = vi.fn(() => Promise.resolve());
  const repeated = again(work, { every: 1000, trouble: 'It failed.', log });
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(2000);
  expect(work).toHaveBeenCalledTimes(3);
  await repeated[Symbol.asyncDispose]();
  await vi.advanceTimersByTimeAsync(5000);
  expect(work).toHaveBeenCalledTimes(3);
  expect(lines).toEqual([]);
});

test('work that fails is logged with its reason, and tried again', async () => {
  const work = vi.fn(() => Promise.reject(new Error('no room')));
  const repeated = again(work, { every: 1000, trouble: 'It failed.', log });
  await vi.advanceTimersByTimeAsync(1000);
  await repeated[Symbol.asyncDispose]();
  expect(work).toHaveBeenCalledTimes(2);
  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
    { msg: 'It failed.', reason: 'no room' },
    { msg: 'It failed.', reason: 'no room' },
  ]);
});
