import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { knowledgeFiles } from '#attack';
import { keep, kept, yamlFiles, type TextFile } from '#kernel';
import { parseRules } from '#sigma';
import { content } from './library.ts';

const path = async (): Promise<string> => join(await mkdtemp(join(tmpdir(), 'yagura-')), 'kept.json');
const readRules = (files: readonly TextFile[]) => parseRules(files);
const neverAsked = (): never => {
  throw new Error('what was kept is read, and nothing parsed');
};

test('what is kept of all own rules and all knowledge is what reading them gives', async () => {
  const [rules, known] = await Promise.all([yamlFiles(content.rules.folder), yamlFiles(content.knowledge.folder)]);
  const [keptRules, keptKnowledge] = await Promise.all([path(), path()]);
  const [parsed, read] = [parseRules(rules), knowledgeFiles(known)];
  await Promise.all([keep(parsed, rules, keptRules), keep(read, known, keptKnowledge)]);
  expect(await kept(neverAsked, rules, keptRules)).toEqual(parsed);
  expect(await kept(neverAsked, known, keptKnowledge)).toEqual(read);
});

test('a changed rule is parsed anew', async () => {
  const place = await path();
  const files = await yamlFiles(content.rules.folder);
  const rule = files.find(({ file }) => file.endsWith('stealth-cloudtrail-logging-disabled.yml'));
  if (rule === undefined) throw new Error('there are no rules');
  await keep(parseRules([rule]), [rule], place);
  const changed = [{ ...rule, text: rule.text.replace(/^title: .*$/m, 'title: Another') }];
  expect((await kept(readRules, changed, place)).rules[0]?.title).toBe('Another');
});

test('nothing kept, or something broken by hand, is no harm', async () => {
  const place = await path();
  const files = (await yamlFiles(content.rules.folder)).slice(0, 1);
  expect((await kept(readRules, files, place)).problems).toEqual([]);
  for (const broken of ['{"key":1}', '{"key":', '']) {
    await writeFile(place, broken);
    expect((await kept(readRules, files, place)).problems).toEqual([]);
  }
});
