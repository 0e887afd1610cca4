// Which tests run a file's code: told by who imports whom.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { once } from '../src/kernel/once.ts';
import { unitTests } from '../test/unit-tests.ts';

/** So many tests are run for a change: those further away say little of a file that nearer ones did not. */
const most = 6;

/**
 * The test files that import a file of src/, directly or through others, in groups that are run one after the other: its
 * own; then unit tests of its room, or of others where its room has none, which share a process. Only where no unit test
 * imports it, two of those that open a lake, each by itself.
 */
export function nearestTests(file: string): string[][] {
  const steps = stepsTo(file);
  const away = (test: string): number => steps.get(test) ?? 0;
  const tests = [...steps.keys()].filter((name) => name.endsWith('.test.ts')).toSorted((a, b) => away(a) - away(b));
  const quick = tests.filter((test) => units.has(test) && test !== ownTest(file));
  const near = quick.filter((test) => isOfRoom(test, file));
  const groups = [tests.filter((test) => test === ownTest(file)), (near.length > 0 ? near : quick).slice(0, most)];
  const asked = groups.filter((group) => group.length > 0);
  return asked.length > 0 ? asked : tests.slice(0, 2).map((test) => [test]);
}

const units = new Set(unitTests());
const ownTest = (file: string): string => file.replace(/\.ts$/, '.test.ts');
const isOfRoom = (test: string, file: string): boolean => test.startsWith(`${file.split('/').slice(0, 2).join('/')}/`);

/** How many imports lie between a file and each that comes to it. */
function stepsTo(file: string): Map<string, number> {
  const steps = new Map([[file, 0]]);
  for (const [name, step] of steps)
    for (const importer of importers().get(name) ?? []) if (!steps.has(importer)) steps.set(importer, step + 1);
  return steps;
}

const importers = once(() =>
  importersOf(
    ['src', 'test', 'console'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    ),
  ),
);

function importersOf(files: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const file of files.filter((name) => name.endsWith('.ts')))
    for (const imported of importsOf(file)) found.set(imported, [...(found.get(imported) ?? []), file]);
  return found;
}

/** What a file imports of the checkout, but for types. */
const importsOf = (file: string): string[] =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /^(?:import|export) (?!type\b)[^;]*?from '([#.][^']+)'|import\('([#.][^']+)'\)/gm,
    ),
  ]
    .map(([, named, loaded]) => named ?? loaded ?? '')
    .map((name) => (name.startsWith('#') ? `src/${name.slice(1)}/index.ts` : normalize(join(dirname(file), name))));
