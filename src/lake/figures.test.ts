// Opens no lake.
import { expect, test } from 'vitest';
import { figuresOf } from './figures.ts';

test.each([
  ['Cannot reserve 13.70 MiB, not enough space.', '13.70 MiB を確保できません'],
  [
    'Query memory limit exceeded: would use 626.17 MiB (attempt to allocate chunk of 626.09 MiB), maximum: 476.84 MiB.',
    '必要なメモリー 626.17 MiB、上限 476.84 MiB',
  ],
  ['Timeout exceeded: elapsed 3015.845 ms, maximum: 3000 ms. (TIMEOUT_EXCEEDED)', '経過時間 3015.845 ms、上限 3000 ms'],
  [
    'Limit for result exceeded, max rows: 10.00 thousand, current rows: 65.41 thousand.',
    '65.41 thousand 行、上限 10.00 thousand 行',
  ],
  ['Limit for result exceeded, max bytes: 1.00 MiB, current bytes: 3.50 MiB.', '結果 3.50 MiB、上限 1.00 MiB'],
  [
    "reader: Not enough privileges. To execute this query, it's necessary to have the grant INSERT(id) ON y.calls.",
    '必要な権限: INSERT(id) ON y.calls',
  ],
  ['Something else happened.', undefined],
])('the figures of "%s" are told in Japanese', (said, ja) => {
  expect(figuresOf(said)).toBe(ja);
});
