import { readdirSync, readFileSync } from 'node:fs';

/** Rooms whose tests open no lake and hold nothing else of the process: they share it, and load what they have in common once. */
const rooms = [
  'attack',
  'authz',
  'aws',
  'baselines',
  'intel',
  'kernel',
  'org',
  'sigma',
  'simulate',
  'sources',
  'store',
  'web',
].map((room) => `src/${room}/`);

/** The test files that open no lake (decision 0030): those of such rooms, of the console, and those whose first line says so. */
export function unitTests(): string[] {
  const isPure = (file: string): boolean => rooms.some((room) => file.startsWith(room));
  const others = [...testsBelow('src'), ...testsBelow('test')].filter((file) => isPure(file) || tells(file));
  return [...others, ...testsBelow('console')];
}

const testsBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `${folder}/${name}`);

const tells = (file: string): boolean => readFileSync(file, 'utf8').startsWith('// Opens no lake.');
