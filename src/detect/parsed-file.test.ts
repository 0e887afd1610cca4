import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentFolder, yamlFiles } from '#kernel';
import { parseRules } from '#sigma';
import { keepParsed, parsedFrom } from './parsed-file.ts';

const path = async (): Promise<string> => join(await mkdtemp(join(tmpdir(), 'yagura-')), 'rules.json');

test('what is kept of all own rules is what parsing them gives', async () => {
  const [kept, files] = [await path(), await yamlFiles(join(contentFolder, 'rules'))];
  await keepParsed(files, kept);
  expect(await parsedFrom(files, kept)).toEqual(parseRules(files));
});

test('a changed rule is parsed anew', async () => {
  const kept = await path();
  const files = await yamlFiles(join(contentFolder, 'rules'));
  const rule = files.find(({ file }) => file.endsWith('stealth-cloudtrail-logging-disabled.yml'));
  if (rule === undefined) throw new Error('there are no rules');
  await keepParsed([rule], kept);
  const changed = [{ ...rule, text: rule.text.replace(/^title: .*$/m, 'title: Another') }];
  expect((await parsedFrom(changed, kept)).rules[0]?.title).toBe('Another');
});

test('nothing kept, or something broken by hand, is no harm', async () => {
  const kept = await path();
  const files = (await yamlFiles(join(contentFolder, 'rules'))).slice(0, 1);
  expect((await parsedFrom(files, kept)).problems).toEqual([]);
  await writeFile(kept, '{"key":1}');
  expect((await parsedFrom(files, kept)).problems).toEqual([]);
});
