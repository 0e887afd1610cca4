/**
 * How many CloudTrail events a second one core judges by all public rules, from the bytes of a line to the rules
 * that match, beside what parsing the same lines costs alone.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { yamlFiles, ownJson } from '#kernel';
import { parseRules, ruleSet, type RuleSet } from '#sigma';

const data = '../shared/data';
const wanted = 200_000;
const rounds = 6;
const source = 'cloudtrail';

const Fields = z.record(z.string(), z.unknown());
const Line = z.object({ event: Fields });

/** One way to treat the text of a line; answers how many rules matched. */
interface Way {
  readonly name: string;
  readonly judge: (line: string) => number;
}

async function main(): Promise<void> {
  if (!existsSync(join(data, 'cloudtrail')) || !existsSync(join(data, 'sigma'))) {
    process.stdout.write(`Skipped: ${data}/cloudtrail and ${data}/sigma are not here.\n`);
    return;
  }
  const { rules, problems } = parseRules(await yamlFiles(join(data, 'sigma')));
  const set = ruleSet(rules, [{ name: source, logsources: [{ product: 'aws', service: 'cloudtrail' }], aliases: {} }]);
  const events = realEvents();
  const bytes = manyLines(events, wanted);
  process.stdout.write(
    `${rules.length} rules (${problems.length} not in force), ${wanted} events of ${Math.round(bytes.length / wanted)} bytes on average\n`,
  );
  for (const { sentence, file, line } of problems) process.stdout.write(`  ${file}:${line} ${sentence}\n`);
  printTable(waysOf(set), bytes);
  process.stdout.write(`${comparison(set, events)}\n`);
}

const parse = (line: string): Record<string, unknown> => ownJson(line);

const waysOf = (set: RuleSet): Way[] => [
  { name: 'JSON.parse alone (the limit of parsing everything)', judge: (line) => Number(parse(line) === undefined) },
  { name: 'parse + match', judge: (line) => set.match(source, parse(line)).length },
  {
    name: 'wants + parse + match',
    judge: (line) => (set.wants(source, line) ? set.match(source, parse(line)).length : 0),
  },
];

/** The ways take turns, and of each its best round counts: on a shared machine the others measure the neighbours. */
function printTable(ways: readonly Way[], bytes: Buffer): void {
  const best = new Map(ways.map(({ name }) => [name, { rate: 0, matches: 0 }]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, judge } of ways) {
      const measured = measure(judge, bytes);
      if (measured.rate > (best.get(name)?.rate ?? 0)) best.set(name, measured);
    }
  }
  const limit = best.get(ways[0]?.name ?? '')?.rate ?? 1;
  for (const [name, { rate, matches }] of best) {
    const figures = `${rate.toFixed(0).padStart(9)} events/s/core ${(rate / limit).toFixed(2).padStart(6)} x the limit`;
    process.stdout.write(`${name.padEnd(52)}${figures}  ${matches} matches\n`);
  }
}

/** Events a second of processor time, from bytes to matches. */
function measure(judge: Way['judge'], bytes: Buffer): { rate: number; matches: number } {
  const began = process.cpuUsage();
  let matches = 0;
  let lines = 0;
  for (let start = 0, end = bytes.indexOf(10); end >= 0; start = end + 1, end = bytes.indexOf(10, start)) {
    matches += judge(bytes.toString('utf8', start, end));
    lines++;
  }
  const { user, system } = process.cpuUsage(began);
  return { rate: (lines / (user + system)) * 1_000_000, matches };
}

/** Whether the quick way finds exactly what asking every rule finds, on each different event. */
function comparison(set: RuleSet, events: readonly Record<string, unknown>[]): string {
  const differing = events.filter((event) => {
    const all = set.fullScan(source, event).map(({ id }) => id);
    const quick = set.wants(source, JSON.stringify(event)) ? set.match(source, event).map(({ id }) => id) : [];
    return all.join() !== quick.join();
  });
  return differing.length === 0
    ? `Exactly the matches of the full scan on all ${events.length} different events.`
    : `WRONG: ${differing.length} of ${events.length} events differ from the full scan.`;
}

/** The real events again and again as JSON lines, each with an id of its own. */
function manyLines(events: readonly Record<string, unknown>[], count: number): Buffer {
  const lines = Array.from({ length: count }, (_, index) => {
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    return Buffer.from(`${JSON.stringify({ ...events[index % events.length], eventID: id })}\n`);
  });
  return Buffer.concat(lines);
}

function realEvents(): Record<string, unknown>[] {
  const folder = join(data, 'cloudtrail');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl.gz'))
    .flatMap((name) =>
      gunzipSync(readFileSync(join(folder, name)))
        .toString()
        .split('\n'),
    )
    .filter((line) => line !== '')
    .map((line) => Line.parse(JSON.parse(line)).event);
}

await main();
