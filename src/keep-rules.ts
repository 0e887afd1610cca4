// Part of the build: parses Yagura's own rules once, so that every start need not.
import { join } from 'node:path';
import { keepParsed } from '#detect';
import { contentFolder, yamlFiles } from '#kernel';
import { parsedRules } from './library.ts';

await keepParsed(await yamlFiles(join(contentFolder, 'rules')), parsedRules);
