// Opens no lake.
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Queue } from './queue.ts';

test('tasks run one after the other in the order in which they came, and each has its own result', async () => {
  const [queue, seen] = [new Queue(), Array<string>()];
  const task = (name: string) => async () => {
    seen.push(`${name} begins`);
    await turn();
    seen.push(`${name} ends`);
    return name;
  };
  expect(await Promise.all([queue.run(task('a')), queue.run(task('b'))])).toEqual(['a', 'b']);
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

test('a task that fails fails alone: the next one runs, and the queue comes to rest', async () => {
  const queue = new Queue();
  const failed = queue.run(() => Promise.reject(new Error('broken')));
  const next = queue.run(async () => 'fine');
  await expect(failed).rejects.toThrow('broken');
  expect(await next).toBe('fine');
  await queue.idle();
});

test('the queue is at rest when all that was asked for so far is done', async () => {
  const queue = new Queue();
  let done = false;
  void queue.run(async () => {
    await turn();
    done = true;
  });
  await queue.idle();
  expect(done).toBe(true);
});
