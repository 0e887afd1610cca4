// The part of the composition that opens no data: what `detect` and `rules` need, and nothing that is slow to load.
import { join } from 'node:path';
import { knowledgeFiles, knowledgeOf } from '#attack';
import type { Library } from '#cli';
import { openBook, readRules } from '#detect';
import { openGeography } from '#intel';
import { contentFolder, Fault, kept, yamlFiles, type Config } from '#kernel';
import { parseRules, ruleSet } from '#sigma';
import { allSources } from '#sources';

/** What is known without opening any data. With `folders`, only the rules in those are in force. */
export async function openLibrary(config: Config, folders?: readonly string[]): Promise<Library> {
  const [own, other, known, sources, geography] = await Promise.all([
    folders === undefined ? yamlFiles(content.rules.folder) : [],
    rulesIn(folders ?? config.rules.folders),
    yamlFiles(content.knowledge.folder),
    allSources(),
    openGeography(config.intel.geography),
  ]);
  const { parsed: before, guides } = await kept(readRules, own, content.rules.kept);
  const parsed = other.length > 0 ? parseRules(other, config.rules.values, before) : before;
  const book = openBook({ own, other }, parsed, guides);
  const knowledge = knowledgeOf(await kept(knowledgeFiles, known, content.knowledge.kept));
  const unasked = other.length > 0 ? ruleSet(book.rules, sources).problems : [];
  return { book, unasked, knowledge, sources, geography };
}

/** What comes with Yagura: where it is written, and where the build keeps it as it is once it has been read. */
export const content = {
  rules: { folder: join(contentFolder, 'rules'), kept: join(contentFolder, '../dist/rules.json') },
  knowledge: { folder: join(contentFolder, 'knowledge'), kept: join(contentFolder, '../dist/knowledge.json') },
} as const;

async function rulesIn(folders: readonly string[]) {
  const found = await Promise.all(folders.map(yamlFiles));
  const empty = folders.filter((_, index) => found[index]?.length === 0);
  if (empty.length > 0)
    throw new Fault('BadInput', {
      en: `There is no rule (.yml) in ${empty.join(', ')}. Name a folder that holds Sigma rules, or one such file.`,
      ja: `${empty.join(', ')} にルール（.yml）がありません。Sigma ルールのあるフォルダー、またはルールのファイルを指定してください。`,
    });
  return found.flat();
}
