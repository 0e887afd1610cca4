import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { contentFolder, yamlFiles } from '#kernel';
import { fill } from './fill.ts';
import { Guide } from './guide.ts';
import { knowledge } from './knowledge.ts';

const { knowledge: known, problems } = knowledge(await yamlFiles(`${contentFolder}/knowledge`));
const ruleFiles = await yamlFiles(`${contentFolder}/rules`);

const Names = z.union([z.string(), z.array(z.string())]).transform((names) => [names].flat());

/** As much of a rule as these tests ask for; detections of other logs name no calls. */
const RuleText = z.looseObject({
  tags: z.array(z.string()).default([]),
  logsource: z.looseObject({ service: z.string().optional() }).default({}),
  detection: z.record(z.string(), z.unknown()).default({}),
  respond: Guide.shape.respond.optional(),
});
const rules = ruleFiles.flatMap(({ file, text }) =>
  parseAllDocuments(text).map((document) => Object.assign(RuleText.parse(document.toJS()), { file })),
);

/** Every call that a rule of CloudTrail names, with the services it may belong to (none: any). */
const calls = rules
  .filter(({ logsource }) => logsource.service === 'cloudtrail')
  .flatMap(({ file, detection }) => {
    const selections = Object.values(detection).flat().filter(isSelection);
    const everywhere = selections.flatMap(servicesOf);
    return selections.flatMap((selection) => {
      const own = servicesOf(selection);
      return namesOf(selection).map((action) => ({ file, action, services: own.length > 0 ? own : everywhere }));
    });
  });

test('the knowledge in content can be read, and every name in it is explained', () => {
  expect(problems).toEqual([]);
});

test('all fourteen tactics of ATT&CK stand in the order of the kill chain', () => {
  expect(known.tactics.map(({ slug }) => slug)).toEqual([
    'reconnaissance',
    'resource-development',
    'initial-access',
    'execution',
    'persistence',
    'privilege-escalation',
    'defense-evasion',
    'credential-access',
    'discovery',
    'lateral-movement',
    'collection',
    'command-and-control',
    'exfiltration',
    'impact',
  ]);
});

test('every tactic and technique that a rule is tagged with is explained', () => {
  const tags = new Set(rules.flatMap(({ tags }) => tags.map((tag) => tag.replace(/^attack\./, ''))));
  expect(tags.size).toBeGreaterThan(80);
  const unknown = [...tags].filter((tag) => (known.tactic(tag) ?? known.technique(tag)) === undefined);
  expect(unknown).toEqual([]);
});

test('every AWS call that a rule names has a note', () => {
  expect(calls.length).toBeGreaterThan(300);
  const services = new Set(calls.flatMap((call) => call.services));
  const without = calls.filter(
    ({ action, services: own }) =>
      !(own.length > 0 ? own : [...services]).some((service) => known.api(service, action)),
  );
  expect(without.map(({ action, services: own }) => `${own.join(',')}:${action}`)).toEqual([]);
});

test('after every rule there is something to look for next', () => {
  const silent = rules.filter(({ tags, respond }) => {
    const position = { techniques: techniquesOf(tags), tactics: tags.map((tag) => tag.replace(/^attack\./, '')) };
    return respond !== undefined && known.nextSteps(position).length < 3;
  });
  expect(silent.map(({ file }) => file)).toEqual([]);
});

test('what is said in Japanese is Japanese, and what is said in English is not', () => {
  const texts = [
    ...known.tactics.flatMap(({ name, about }) => [name, about]),
    ...known.techniques.map(({ about }) => about),
    ...known.tactics.flatMap(({ slug }) =>
      known.nextSteps({ tactics: [slug] }).flatMap(({ step, why }) => [step, why]),
    ),
    ...calls.flatMap(({ action, services }) =>
      services.flatMap((service) => {
        const note = known.api(service, action);
        return note ? [note.abuse, note.harmless] : [];
      }),
    ),
  ];
  expect(texts.filter(({ ja }) => !japanese.test(ja))).toEqual([]);
  expect(texts.filter(({ en }) => japanese.test(en))).toEqual([]);
});

test('every command of a response is a command to the shell, filled from a hostile event or from an empty one', () => {
  const commands = new Set(
    rules.flatMap(({ respond = [] }) => respond.flatMap(({ run, check }) => [run ?? ':', check ?? ':'])),
  );
  expect(commands.size).toBeGreaterThan(200);
  const filled = [...commands].flatMap((command) => {
    const paths = [...command.matchAll(/\{\{\s*([^{}|]+?)\s*(?:\|[^{}]*)?\}\}/g)].map(([, path = '']) => path);
    return [fill(command, {}), fill(command, nested(paths, `it's "$(x)" \`y\` \\ ; & | \n`))];
  });
  expect(filled.filter((command) => command.includes('{{'))).toEqual([]);
  expect(refusedByShell(filled)).toBe('');
});

test('a word in capitals that a command leaves to its reader is named in the sentence of the step, in both languages', () => {
  const left = rules.flatMap(({ file, respond = [] }) =>
    respond.flatMap(({ en, ja, run = '', check = '' }) =>
      (`${run} ${check}`.replaceAll(/\{\{.*?\}\}|--query (?:'[^']*'|"[^"]*")/g, '').match(toReplace) ?? [])
        .filter((word) => !valuesOfAws.has(word) && !(en.includes(word) && ja.includes(word)))
        .map((word) => `${file}: ${word}`),
    ),
  );
  expect(left).toEqual([]);
});

const toReplace = /(?<![\w$])(?:[A-Z]+(?:_[A-Z]+)+|BUCKET|NAME|ROLE|USER)(?!\w)/g;
const valuesOfAws = new Set(['AWS_ACCOUNT', 'AWS_IAM', 'CREATED_TIME', 'KEY_COMPROMISE', 'SERVICE_CONTROL_POLICY']);

/** What a POSIX shell says when it reads (-n: runs nothing) each command for itself; empty when all is well. */
function refusedByShell(commands: readonly string[]): string {
  const read = spawnSync('xargs', ['-0', '-n', '1', 'sh', '-n', '-c'], { input: commands.join('\0'), timeout: 50_000 });
  return read.stderr.toString() + (read.status === 0 ? '' : `exit ${read.status}`);
}

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

function isSelection(part: unknown): part is Record<string, unknown> {
  return typeof part === 'object' && part !== null && !Array.isArray(part);
}

function servicesOf(selection: Record<string, unknown>): string[] {
  return Names.catch([])
    .parse(selection['eventSource'])
    .map((source) => source.replace('.amazonaws.com', ''));
}

/** Names written out; a pattern names no single call. */
function namesOf(selection: Record<string, unknown>): string[] {
  return Names.catch([])
    .parse(selection['eventName'])
    .filter((name) => /^[A-Za-z0-9]+$/.test(name));
}

function techniquesOf(tags: readonly string[]): string[] {
  return tags.filter((tag) => /^attack\.t\d/.test(tag)).map((tag) => tag.replace('attack.', ''));
}

/** An event that has `value` at each dotted path. */
function nested(paths: readonly string[], value: string): Record<string, unknown> {
  const event: Record<string, unknown> = {};
  for (const path of paths) {
    const steps = path.split('.');
    const last = steps.pop() ?? path;
    let at = event;
    for (const step of steps) {
      const next = at[step];
      at = isSelection(next) ? next : (at[step] = {});
    }
    at[last] = value;
  }
  return event;
}

const collection = '../shared/data/traildiscover/events_meta.jsonl';

test.skipIf(!existsSync(collection))('every call of a public collection of abused calls has a note', () => {
  const Meta = z.object({ eventSource: z.string(), eventName: z.string() });
  const abused = readFileSync(collection, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Meta.parse(JSON.parse(line)));
  expect(abused.length).toBeGreaterThan(200);
  const without = abused.filter(({ eventSource, eventName }) => known.api(eventSource, eventName) === undefined);
  expect(without).toEqual([]);
});

test('a low rule about what is done by hand counts a role that somebody uses at a desk', () => {
  const byHand = rules.filter(
    ({ detection, level }) =>
      level === 'low' && String(detection['condition']).includes('(person or single_sign_on or instance'),
  );
  expect(byHand.length).toBeGreaterThan(8);
  const without = byHand.filter(({ detection }) => !String(detection['condition']).includes('or at_desk'));
  expect(without.map(({ file }) => file)).toEqual([]);
});
