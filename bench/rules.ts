/**
 * How many CloudTrail events a second one core judges by all public rules, from the bytes of a line to the rules
 * that match, beside what parsing the same lines costs alone.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { yamlFiles } from '#kernel';
import { parseRules, ruleSet, type RuleSet } from '#sigma';

const data = '../shared/data';
const wanted = 200_000;
const rounds = 3;
const source = 'cloudtrail';

const Fields = z.record(z.string(), z.unknown());
const Line = z.object({ event: Fields });

/** One way to treat a line; answers how many rules matched. */
interface Way {
  readonly name: string;
  readonly judge: (line: Buffer) => number;
}

async function main(): Promise<void> {
  if (!existsSync(join(data, 'cloudtrail')) || !existsSync(join(data, 'sigma'))) {
    process.stdout.write(`Skipped: ${data}/cloudtrail and ${data}/sigma are not here.\n`);
    return;
  }
  const { rules, problems } = parseRules(await yamlFiles(join(data, 'sigma')));
  const set = ruleSet(rules, [{ name: source, logsources: [{ product: 'aws', service: 'cloudtrail' }], aliases: {} }]);
  const lines = manyLines(wanted);
  process.stdout.write(`${rules.length} rules (${problems.length} not in force), ${lines.length} events of ${Math.round(bytesOf(lines) / lines.length)} bytes on average\n`);
  for (const { sentence, file, line } of problems) process.stdout.write(`  ${file}:${line} ${sentence}\n`);
  printTable(waysOf(set), lines);
  process.stdout.write(`${comparison(set, lines)}\n`);
}

const parse = (line: Buffer): Record<string, unknown> => JSON.parse(line.toString());

const waysOf = (set: RuleSet): Way[] => [
  { name: 'JSON.parse alone (the limit of parsing everything)', judge: (line) => (parse(line) ? 0 : 0) },
  { name: 'parse + match', judge: (line) => set.match(source, parse(line)).length },
  { name: 'wants + parse + match', judge: (line) => (set.wants(source, line) ? set.match(source, parse(line)).length : 0) },
];

function printTable(ways: readonly Way[], lines: readonly Buffer[]): void {
  const limit = { rate: 0 };
  for (const { name, judge } of ways) {
    const { rate, matches } = measure(judge, lines);
    limit.rate ||= rate;
    const figures = [rate.toFixed(0).padStart(9), 'events/s/core', (rate / limit.rate).toFixed(2).padStart(6), 'x the limit'];
    process.stdout.write(`${name.padEnd(52)}${figures.join(' ')}  ${matches} matches\n`);
  }
}

/** The best of a few rounds: on a shared machine the others measure the neighbours. */
function measure(judge: Way['judge'], lines: readonly Buffer[]): { rate: number; matches: number } {
  let best = 0;
  let matches = 0;
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    matches = 0;
    for (const line of lines) matches += judge(line);
    best = Math.max(best, (lines.length / (performance.now() - began)) * 1000);
  }
  return { rate: best, matches };
}

/** Whether the quick way finds exactly what asking every rule finds, on each different event. */
function comparison(set: RuleSet, lines: readonly Buffer[]): string {
  const distinct = lines.slice(0, realEvents().length);
  const differing = distinct.filter((line) => {
    const fields = parse(line);
    const all = set.fullScan(source, fields).map(({ id }) => id);
    const quick = set.wants(source, line) ? set.match(source, fields).map(({ id }) => id) : [];
    return all.join() !== quick.join();
  });
  const skipped = distinct.filter((line) => !set.wants(source, line)).length;
  return differing.length === 0
    ? `Exactly the matches of the full scan on all ${distinct.length} different events; ${skipped} of them need no parsing.`
    : `WRONG: ${differing.length} of ${distinct.length} events differ from the full scan.`;
}

/** The real events again and again, each with an id of its own. */
function manyLines(count: number): Buffer[] {
  const events = realEvents();
  return Array.from({ length: count }, (_, index) => {
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    return Buffer.from(JSON.stringify({ ...events[index % events.length], eventID: id }));
  });
}

function realEvents(): Record<string, unknown>[] {
  const folder = join(data, 'cloudtrail');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl.gz'))
    .flatMap((name) => gunzipSync(readFileSync(join(folder, name))).toString().split('\n'))
    .filter((line) => line !== '')
    .map((line) => Line.parse(JSON.parse(line)).event);
}

const bytesOf = (lines: readonly Buffer[]): number => lines.reduce((sum, line) => sum + line.length, 0);

await main();
