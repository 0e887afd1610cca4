// Part of the build: reads Yagura's own rules, knowledge and lists once, so that every start need not.
import { knowledgeFiles } from '#attack';
import { readRules } from '#detect';
import { listContent, readLists } from '#intel';
import { keep, yamlFiles } from '#kernel';
import { content } from './library.ts';

const [rules, knowledge, lists] = await Promise.all(
  [content.rules, content.knowledge, listContent].map(({ folder }) => yamlFiles(folder)),
);
await keep(readRules(rules ?? []), rules ?? [], content.rules.kept);
await keep(knowledgeFiles(knowledge ?? []), knowledge ?? [], content.knowledge.kept);
await keep(readLists(lists ?? []), lists ?? [], listContent.kept);
