import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeWhole } from './whole-file.ts';

const folder = await mkdtemp(join(tmpdir(), 'yagura-whole-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a file is written over with its permissions, through a link, and nothing is left beside it', async () => {
  const [file, link] = [join(folder, 'file'), join(folder, 'link')];
  await writeFile(file, 'before');
  await chmod(file, 0o640);
  await symlink(file, link);
  await writeFile(`${file}.part`, 'what a killed process left');
  await writeWhole(link, 'after');
  expect(await readFile(file, 'utf8')).toBe('after');
  expect((await stat(file)).mode & 0o777).toBe(0o640);
  expect((await readdir(folder)).toSorted()).toEqual(['file', 'link']);
  await expect(writeWhole(join(folder, 'nowhere', 'file'), '')).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a process that is killed while it writes leaves what was there, or all of the new', async () => {
  const file = join(folder, 'killed');
  const texts = ['a', 'b'].map((letter) => letter.repeat(3_000_000));
  await writeFile(file, texts[0] ?? '');
  const program = `
    const { writeWhole } = await import(${JSON.stringify(new URL('whole-file.ts', import.meta.url).href)});
    console.log('writing');
    for (let time = 1; ; time += 1) await writeWhole(${JSON.stringify(file)}, 'ab'[time % 2].repeat(3_000_000));`;
  for (const milliseconds of [7, 23]) {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program]);
    child.stdout.once('data', () => void setTimeout(() => child.kill('SIGKILL'), milliseconds));
    await new Promise((resolve) => child.once('close', resolve));
    expect(texts.includes(await readFile(file, 'utf8'))).toBe(true);
  }
});
