// Opens no lake.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '#kernel';
import { openScratch } from './scratch.ts';

test('a folder for temporary files that cannot be used is named with the remedy, and closing says nothing more', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'yagura-scratch-test-'));
  const [nowhere, before] = [join(folder, 'file'), process.env['TMPDIR']];
  onTestFinished(async () => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    await rm(folder, { recursive: true });
  });
  await writeFile(nowhere, '');
  process.env['TMPDIR'] = nowhere;
  const opened = async (): Promise<unknown> => {
    await using place = openScratch(loadConfig({ environment: {}, flags: {} }));
    return await place.open();
  };
  await expect(opened()).rejects.toMatchObject({
    code: 'Unavailable',
    text: {
      en: `${nowhere}, where events are held while they are read, cannot be written: a part of the path is a file, not a folder (ENOTDIR). Make it writable, or name another folder with TMPDIR.`,
      ja: expect.stringContaining('環境変数 TMPDIR で別のフォルダーを指定してください'),
    },
  });
});
