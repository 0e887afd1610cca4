// `npm run mutation -- src/sigma src/kernel/age.ts --changes 40 --seed 7 --minutes 5`: changes the code of rooms or files
// in so many places, chosen by the seed, one after the other and never on the disk, runs the tests that are nearest to
// each, and prints the changes that none noticed. With `--tests a.test.ts,b.test.ts` those alone are run.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stableId } from '../src/kernel/ids.ts';
import { changesOf, type Change } from './changes.ts';
import { nearestTests } from './nearest-tests.ts';
import { WarmTests } from './warm-tests.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    changes: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '10' },
    tests: { type: 'string' },
  },
});

const until = performance.now() + Number(values.minutes) * 60_000;
const files = (positionals.length > 0 ? positionals : ['src/kernel']).flatMap(filesOf);
const chosen = shuffled(files.flatMap(changesOf), values.seed).slice(0, Number(values.changes));
const testsOf = (file: string): string[][] => values.tests?.split(',').map((test) => [test]) ?? nearestTests(file);
await using warm = new WarmTests();
await report();

/** Tells each survivor when it is found, and at the end what was not tried. */
async function report(): Promise<void> {
  let [tried, survived] = [0, 0];
  const untried = new Map<string, number>();
  for (const change of chosen) {
    const tests = testsOf(change.file);
    if (tests.length === 0 || performance.now() > until) {
      const why = `${change.file} (${tests.length === 0 ? 'no test imports it' : 'the time was up'})`;
      untried.set(why, (untried.get(why) ?? 0) + 1);
      continue;
    }
    tried += 1;
    if (await warm.notice(change, tests)) continue;
    survived += 1;
    tell(shown(change));
  }
  tell(`${tried} of ${chosen.length} changes tried, ${survived} noticed by no test`);
  for (const [file, changes] of untried) tell(`not tried: ${changes} of ${file}`);
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

function filesOf(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name));
  return names.filter((file) => /(?<!\.test|\.contract)\.ts$/.test(file)).toSorted();
}

function shuffled(changes: readonly Change[], seed: string): Change[] {
  const orderOf = ({ file, start }: Change): string => stableId(seed, file, start);
  return changes.toSorted((one, other) => orderOf(one).localeCompare(orderOf(other)));
}

function shown({ file, start, end, text }: Change): string {
  const source = readFileSync(file, 'utf8');
  const [from, to] = [source.lastIndexOf('\n', start - 1) + 1, source.indexOf('\n', end)];
  const line = source.slice(0, start).split('\n').length;
  const after = source.slice(from, start) + text + source.slice(end, to);
  return `${file}:${line}\n  - ${source.slice(from, to).trim()}\n  + ${after.trim()}`;
}
