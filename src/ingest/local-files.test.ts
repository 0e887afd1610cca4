// Opens no lake.
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Text } from '#kernel';
import { fromDisk, localFiles, type LocalFile } from './local-files.ts';
import { Spool } from './spool.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-files-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function written(name: string, bytes: string | Buffer = name): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  return path;
}

/** The files below a path, and what was told of the rest. */
async function found(path = folder): Promise<{ files: string[]; told: string[] }> {
  const problems: Text[] = [];
  const files: LocalFile[] = [];
  for await (const file of localFiles(path, (problem) => void problems.push(problem))) files.push(file);
  for (const { en, ja } of problems) expect(en.split(': ')[0]).toBe(ja.split(': ')[0]);
  const within = (text: string): string => text.replaceAll(`${folder}/`, '').replaceAll(folder, '.');
  return { files: files.map((file) => within(file.path)), told: problems.map(({ en }) => within(en)) };
}

describe('The files at a path', () => {
  it('are all below it, by the code of their letters, but for those that are hidden', async () => {
    for (const name of ['b/2', 'b/10', 'B/x', 'a', 'ä', '.hidden', '.git/config', 'b/.kept']) await written(name);
    expect(await found()).toEqual({ files: ['B/x', 'a', 'b/10', 'b/2', 'ä'], told: [] });
  });

  it('are the file itself, also one that is hidden or linked to, with its size and time', async () => {
    const path = await written('.one', 'four');
    await symlink(path, join(folder, 'link'));
    for (const name of [path, join(folder, 'link')])
      for await (const file of localFiles(name, ({ en }) => expect.unreachable(en))) {
        expect(file).toMatchObject({ path: name, size: 4 });
        expect(Math.abs(file.modified - Date.now())).toBeLessThan(600_000);
      }
    expect((await found(path)).files).toEqual(['.one']);
  });

  it('are read once where links lead around in a circle, and that is told', async () => {
    await written('a/log');
    await symlink(folder, join(folder, 'a/up'));
    await symlink(join(folder, 'a'), join(folder, 'twin'));
    const { files, told } = await found();
    expect(files).toEqual(['a/log']);
    expect(told).toEqual([
      expect.stringMatching(/^a\/up: this folder leads back to \., /),
      expect.stringMatching(/^twin: this folder leads back to a, /),
    ]);
  });

  it('go on beside what is no file or cannot be found, which is told with what it is', async () => {
    execFileSync('mkfifo', [join(folder, 'a-pipe')]);
    await symlink(join(folder, 'gone'), join(folder, 'b-link'));
    await symlink('c-loop', join(folder, 'c-loop'));
    await written('z');
    const { files, told } = await found();
    expect(files).toEqual(['z']);
    expect(told).toEqual([
      expect.stringMatching(/^a-pipe: this is a pipe, not a file/),
      expect.stringMatching(/^b-link: .*gone/),
      expect.stringMatching(/^c-loop: its links lead around in a circle/),
    ]);
    expect((await found('/dev/null')).told).toEqual([expect.stringMatching(/^\/dev\/null: this is a device/)]);
  });

  it.each([
    ['nowhere', /nowhere: there is nothing under this name/],
    ['log/below', /log\/below: a part of its path is a file/],
    ['x'.repeat(300), /: its path is too long/],
    ['\uFFFD', /: its name is not written in UTF-8/],
  ])('are none at %s, with the reason', async (name, reason) => {
    await written('log');
    expect(await found(join(folder, name))).toEqual({ files: [], told: [expect.stringMatching(reason)] });
  });
});

describe('A file as an input', () => {
  const small = 4 * 2 ** 20;
  const taken = async (path: string, size: number) => {
    await using spool = new Spool(folder);
    await using spooled = await fromDisk({ path, size, modified: 0 }).fetch(spool);
    const { content, hash } = spooled;
    const chunks: Buffer[] = [];
    for await (const chunk of content.chunks()) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(content.size).toBe(bytes.length);
    return { bytes, isInMemory: content.memory !== undefined };
  };

  it.each([
    [1, true],
    [small, true],
    [small + 1, false],
  ])('of %i bytes is kept in memory (%s), and is hashed as it is read', async (size, isInMemory) => {
    const bytes = randomBytes(size);
    const read = await taken(await written('log', bytes), size);
    expect(read.bytes.equals(bytes)).toBe(true);
    expect(read.isInMemory).toBe(isInMemory);
  });

  it('is read no further than it went when it was found', async () => {
    expect((await taken(await written('log', 'one\ntwo\n'), 4)).bytes.toString()).toBe('one\n');
  });

  it('that is empty, or was emptied or taken away since it was found, is refused with its name', async () => {
    const path = await written('log', 'one\n');
    await truncate(path);
    for (const size of [0, 4]) await expect(taken(path, size)).rejects.toThrow(/log: .*empty/);
    await rm(path);
    await expect(taken(path, 4)).rejects.toThrow(/log: there is nothing under this name/);
    await mkdir(path);
    await expect(taken(path, 4)).rejects.toThrow(/log: this is something else, not a file/);
  });
});
