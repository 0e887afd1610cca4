// Opens no lake.
import { expect, test } from 'vitest';
import { createLog, Fault, type Progress } from '#kernel';
import { asItReads } from './as-it-reads.ts';

const step = (done: number) => ({ what: { en: 'Reading', ja: '読み込み' }, done, unit: 'bytes' });
const telling = { log: createLog('silent'), lineOf: ({ done }: { done: number }) => ({ done }) };
const linesOf = async (reply: Response): Promise<unknown[]> =>
  (await reply.text())
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));

test('each step is a line, and the report the last one', async () => {
  const work = async (progress: Progress) => {
    progress.report(step(1));
    await Promise.resolve();
    progress.report(step(2));
    return { events: 7 };
  };
  const reply = await asItReads(work, telling);
  expect(reply.headers.get('Content-Type')).toBe('application/x-ndjson');
  expect(await linesOf(reply)).toEqual([{ done: 1 }, { done: 2 }, { report: { events: 7 } }]);
});

test('what fails before the first step is thrown, what fails later is the last line', async () => {
  const fault = new Fault('TooLarge', { en: 'It is too large.', ja: '大きすぎます。' });
  await expect(asItReads(() => Promise.reject(fault), telling)).rejects.toBe(fault);
  const work = async (progress: Progress) => {
    progress.report(step(1));
    await Promise.resolve();
    throw fault;
  };
  expect(await linesOf(await asItReads(work, telling))).toEqual([
    { done: 1 },
    { fault: expect.objectContaining({ code: 'TooLarge' }) },
  ]);
});

test('a reader who goes away does not stop the work', async () => {
  let over = false;
  let goOn = (): void => undefined;
  const waiting = new Promise<void>((resolve) => (goOn = resolve));
  const work = async (progress: Progress) => {
    progress.report(step(1));
    await waiting;
    progress.report(step(2));
    over = true;
    return {};
  };
  const reply = await asItReads(work, telling);
  await reply.body?.cancel();
  goOn();
  await expect.poll(() => over).toBe(true);
});
