// Opens no lake.
import { expect, test } from 'vitest';
import { Status } from './status.ts';

const reading = { en: 'Reading logs', ja: 'ログを読んでいます' };

test('a step tells how fast it goes once a second has passed since it began', () => {
  let now = 0;
  const status = new Status(() => now);
  status.report({ what: reading, done: 0, unit: 'bytes' });
  now = 999;
  status.report({ what: reading, done: 10, unit: 'bytes' });
  expect(status.steps()).toEqual([{ what: reading, done: 10, unit: 'bytes' }]);
  now = 2000;
  status.report({ what: reading, done: 50, unit: 'bytes' });
  expect(status.steps()).toEqual([{ what: reading, done: 50, unit: 'bytes', rate: 25 }]);
});

test('an import is shown until it is over, and the server is ready between imports', () => {
  const status = new Status(() => 0);
  status.report({ what: reading, done: 1, unit: 'bytes' });
  expect(status.progress()).toMatchObject({ phase: 'starting', steps: [{ done: 1 }] });
  status.ready();
  expect(status.progress()).toMatchObject({ phase: 'ready', steps: [] });
  {
    using push = status.importing();
    push.report({ what: reading, done: 7, unit: 'bytes' });
    expect(status.progress()).toMatchObject({ phase: 'importing', steps: [{ done: 7 }] });
  }
  expect(status.progress()).toMatchObject({ phase: 'ready', steps: [] });
});

test('trouble with a place goes when it is mended, what was told once stays, and nothing is told twice', () => {
  const status = new Status(() => 5);
  const [gone, slow] = [
    { en: 'It is gone.', ja: 'ありません。' },
    { en: 'It is slow.', ja: '遅いです。' },
  ];
  status.looked('/logs', { problem: gone });
  status.trouble([slow, slow, gone]);
  expect(status.problems).toEqual([gone, slow]);
  const other = new Status(() => 5);
  other.looked('/logs', { problem: gone, files: 2 });
  other.looked('/logs', {});
  expect(other.problems).toEqual([]);
  expect(other.lookedAt('/logs')).toEqual({ look: 5, files: 2, delivery: 5 });
});

test('no more than some hundred sentences are kept', () => {
  const status = new Status(() => 0);
  status.trouble(Array.from({ length: 500 }, (_, at) => ({ en: `Trouble ${at}.`, ja: `問題 ${at}。` })));
  expect(status.problems).toHaveLength(200);
  expect(status.progress().problems).toHaveLength(50);
});
