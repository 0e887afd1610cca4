// `npm run mutation -- src/sigma src/sigma/rule-set.test.ts 40 7`: changes the code of a room or file in 40 places chosen
// by the seed 7, one after the other and never on the disk, runs the tests named, and prints each change that none noticed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stableId } from '../src/kernel/ids.ts';
import { changesOf, type Change } from './changes.ts';

const [place = 'src/kernel', tests = place, howMany = '20', seed = '1'] = process.argv.slice(2);

const began = Date.now();
if (!(await passes())) throw new Error(`The tests of ${tests} fail without any change. Mend them first.`);
const limit = 20_000 + 3 * (Date.now() - began); // a change may make an endless loop
const chosen = shuffled(filesOf(place).flatMap(changesOf), seed).slice(0, Number(howMany));
const survivors: string[] = [];
for (const change of chosen) if (await passes(change)) survivors.push(shown(change));
process.stdout.write([...survivors, `${chosen.length} changes, ${survivors.length} noticed by no test\n`].join('\n'));

function filesOf(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name));
  return files.filter((file) => /(?<!\.test|\.contract)\.ts$/.test(file)).toSorted();
}

/** Whether the tests pass, with the change or without any. */
async function passes(change?: Change): Promise<boolean> {
  const program = fileURLToPath(new URL('mutated.ts', import.meta.url));
  const flags = ['--import', 'tsx', program, JSON.stringify(change ?? null), ...tests.split(',')];
  const child = spawn(process.execPath, flags, { stdio: 'ignore', detached: true });
  const stop = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), change === undefined ? 600_000 : limit);
  const [code] = await once(child, 'exit');
  clearTimeout(stop);
  return code === 0;
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
