// Part of the build: reads Yagura's own rules and knowledge once, so that every start need not.
import { knowledgeFiles } from '#attack';
import { keep, yamlFiles } from '#kernel';
import { parseRules } from '#sigma';
import { content } from './library.ts';

const { rules, knowledge } = content;
const texts = await yamlFiles(rules.folder);
const known = await yamlFiles(knowledge.folder);
await keep(parseRules(texts), texts, rules.kept);
await keep(knowledgeFiles(known), known, knowledge.kept);
