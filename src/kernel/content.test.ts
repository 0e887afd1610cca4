import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contentFolder, yamlFiles, type TextFile } from './content.ts';
import { keep, kept } from './kept.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'yagura-content-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

test('the YAML files below a folder are read in the order of their paths, whatever the ending, and no other file', async () => {
  await mkdir(join(folder, 'b'));
  for (const name of ['b/one.yml', 'c.YAML', 'a.yaml', 'notes.md', 'yaml', 'x.yml.bak'])
    await writeFile(join(folder, name), `of ${name}`);
  const files = await yamlFiles(folder);
  expect(files.map(({ text }) => text)).toEqual(['of a.yaml', 'of b/one.yml', 'of c.YAML']);
  expect(files.every(({ file }) => file.endsWith('.yml') || /\.ya?ml$/i.test(file))).toBe(true);
});

test('a file is read itself, and named by its whole path where it lies elsewhere', async () => {
  const file = join(folder, 'one.yml');
  await writeFile(file, 'text');
  expect(await yamlFiles(file)).toEqual([{ file, text: 'text' }]);
});

test('a folder that does not exist is empty; so is a file that is no YAML', async () => {
  expect(await yamlFiles(join(folder, 'nowhere'))).toEqual([]);
  await writeFile(join(folder, 'file'), '');
  expect(await yamlFiles(join(folder, 'file'))).toEqual([]);
});

test('what comes with Yagura is named as in its repository', async () => {
  const [first] = await yamlFiles(join(contentFolder, 'knowledge'));
  expect(first?.file).toMatch(/^content\/knowledge\//);
});

const files = [{ file: 'a', text: 'one' }];
const made = (texts: readonly TextFile[]) => ({ words: texts.map(({ text }) => text) });

test('what was made of texts is read back for these very texts', async () => {
  const path = join(folder, 'kept.json');
  await keep({ words: ['from the file'] }, files, path);
  expect(await kept(made, files, path)).toEqual({ words: ['from the file'] });
});

test('any other text, name or order, a damaged file and none at all make it anew', async () => {
  const path = join(folder, 'kept.json');
  await keep({ words: ['from the file'] }, files, path);
  expect(await kept(made, [{ file: 'a', text: 'two' }], path)).toEqual({ words: ['two'] });
  expect(await kept(made, [{ file: 'b', text: 'one' }], path)).toEqual({ words: ['one'] });
  expect(await kept(made, [...files, ...files], path)).toEqual({ words: ['one', 'one'] });
  await writeFile(path, '{"key":');
  expect(await kept(made, files, path)).toEqual({ words: ['one'] });
  await writeFile(path, '{"key":"x","made":null}');
  expect(await kept(made, files, path)).toEqual({ words: ['one'] });
  expect(await kept(made, files, join(folder, 'nowhere'))).toEqual({ words: ['one'] });
});
