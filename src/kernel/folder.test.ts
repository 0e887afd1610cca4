import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { folder } from './folder.ts';

test('a folder is a registry: every module in the order of names, no test, no types, no other file', async () => {
  const path = mkdtempSync(join(tmpdir(), 'yagura-'));
  for (const name of ['b.js', 'a.js', 'a.test.js', 'types.d.ts', 'notes.md']) {
    writeFileSync(join(path, name), `export default '${name}'`);
  }
  writeFileSync(join(path, 'package.json'), '{"type":"module"}');
  const url = pathToFileURL(`${path}/`);
  expect(await folder<string>(url)).toEqual(['a.js', 'b.js']);
  expect(await folder<string>(url, (names) => names.filter((name) => name === 'b'))).toEqual(['b.js']);
});

test('a folder that the build has read is the same registry, and loads what is picked alone', async () => {
  const loaded: string[] = [];
  const module = (name: string) => async () => (loaded.push(name), { default: name });
  const modules = { a: module('a'), b: module('b') };
  expect(await folder<string>(modules, (names) => names.filter((name) => name === 'b'))).toEqual(['b']);
  expect(loaded).toEqual(['b']);
  expect(await folder<string>(modules)).toEqual(['a', 'b']);
});
