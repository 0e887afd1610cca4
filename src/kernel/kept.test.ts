import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keep, kept } from './kept.ts';

let path: string;
beforeAll(async () => void (path = join(await mkdtemp(join(tmpdir(), 'yagura-kept-')), 'kept.json')));
afterAll(() => rm(join(path, '..'), { recursive: true }));

const files = [
  { file: 'a.yml', text: 'one' },
  { file: 'b.yml', text: 'two' },
] as const;
const anew = () => ({ from: 'reading' });

test('what was kept of these texts is given, and any other text, name or order is read anew', async () => {
  await keep({ from: 'keeping' }, files, path);
  expect(await kept(anew, files, path)).toEqual({ from: 'keeping' });
  for (const others of [
    [{ file: 'a.yml', text: 'one ' }, files[1]],
    [{ file: 'c.yml', text: 'one' }, files[1]],
    files.toReversed(),
    files.slice(1),
    [{ file: 'a.yml', text: 'oneb.ymltwo' }],
  ])
    expect(await kept(anew, others, path)).toEqual({ from: 'reading' });
});

test('where nothing was kept, or half of it, it is read anew', async () => {
  expect(await kept(anew, files, `${path}.none`)).toEqual({ from: 'reading' });
  await writeFile(path, '{"key":"');
  expect(await kept(anew, files, path)).toEqual({ from: 'reading' });
});
