// Opens no lake.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { zipOf } from '../../src/ingest/made-zip.contract.ts';
import {
  brokenRule,
  correlationOfTwo,
  flows,
  hostile,
  query,
  ruleOfOne,
  looksAtTrail,
  stopsTrail,
  trail,
} from './made-up-logs.ts';
import { Bench, steersTerminal } from './program.ts';

let bench: Bench;
const calls = trail(stopsTrail(), looksAtTrail());

beforeAll(async () => {
  bench = await Bench.open();
  await bench.write('one.json', calls);
});
afterAll(() => bench[Symbol.asyncDispose]());

test('a finding is printed with its five answers, in English', async () => {
  const { code, out, err } = await bench.run(['detect', 'one.json']);
  expect(err).toBe('');
  expect(code).toBe(0);
  expect(out).toMatch(/^HIGH {2}CloudTrail logging was switched off {2}\(once\)$/m);
  expect(out).toMatch(/^ {2}Stealth:IAMUser\/CloudTrailLoggingDisabled {3}2026-11-20 03:04:05 UTC/m);
  for (const answer of ['WHO', 'WHY', 'HOW', 'NEXT', 'DO']) expect(out).toMatch(new RegExp(`^ {2}${answer} +\\S`, 'm'));
  expect(out).toMatch(/Event: one\.json:1 {2}stop-1$/m);
  expect(out).toMatch(/^ +\$ aws cloudtrail start-logging --region ap-northeast-1 --name main$/m);
  expect(out.trimEnd().split('\n').at(-1)).toBe('1 finding: 1 high.');
  expect(out).not.toMatch(steersTerminal);
});

test('in Japanese the same, in columns that line up; the same event twice counts once; a tree, gz, zip and stdin are read', async () => {
  await bench.write('tree/a/b/one.json', calls);
  await bench.write('tree/a/two.json.gz', gzipSync(trail(looksAtTrail(), stopsTrail())));
  await bench.write('tree/three.zip', zipOf('inner/in.json', trail(stopsTrail({ eventID: 'stop-2' }), stopsTrail())));
  await bench.write('tree/flows.log', flows);
  await bench.write('tree/dns.jsonl', `${query}\n`);
  const former = { eventID: 'stop-0', eventTime: '2026-11-19T03:04:05Z', requestParameters: { name: 'former' } };
  await bench.write('tree/former.json', trail(stopsTrail(former)));
  const stdin = gzipSync(trail(stopsTrail({ eventID: 'stop-3' })));
  const { code, out, err } = await bench.run(['detect', '--language', 'ja', 'tree', '-'], { stdin });
  expect(err).toBe('');
  expect(code).toBe(0);
  expect(out).toMatch(/^高 {2}CloudTrail の記録が止められました {2}\(イベント 4 件\)$/m);
  expect(out.match(/^ +イベント: /gm)?.length).toBeGreaterThanOrEqual(4); // each of them, not the newest alone
  expect(out.replaceAll(/\s/g, '')).toContain('最新の呼び出しはcloudtrail:StopLogging（対象:main）です');
  for (const answer of ['誰が', 'なぜ', '手口', '次に', '対応']) {
    const start = new RegExp(`^ {2}${answer}( +)\\S`, 'm').exec(out)?.[1] ?? '';
    expect(start.length + answer.length * 2).toBe(10);
  }
  for (const line of out.split('\n')) expect(line).not.toMatch(/^ +[。、）」ー]|[「（]$/);
  expect(out.trimEnd().split('\n').at(-1)).toBe('検出 1 件: 高 1 件。');
});

const Line = z.looseObject({
  id: z.string(),
  severity: z.string(),
  count: z.number(),
  answers: z.looseObject({
    who: z.looseObject({ sentence: z.object({ en: z.string(), ja: z.string() }) }),
    why: z.looseObject({}),
    how: z.looseObject({ techniques: z.array(z.looseObject({})) }),
    next: z.array(z.looseObject({})),
    do: z.array(z.looseObject({})),
  }),
});

test('jsonl is one whole finding a line, and hostile names come back as they were, though never raw', async () => {
  const userName = hostile;
  await bench.write(
    'hostile.json',
    trail(stopsTrail({ userAgent: hostile, userIdentity: { type: 'IAMUser', userName } })),
  );
  const { code, out } = await bench.run([
    'detect',
    '--format',
    'jsonl',
    'hostile.json',
    'one.json',
    '--fail-on',
    'high',
  ]);
  expect(code).toBe(1);
  expect(out).not.toMatch(steersTerminal);
  const found = out
    .trimEnd()
    .split('\n')
    .map((line) => Line.parse(JSON.parse(line)));
  expect(found).toHaveLength(1); // both files tell of the event stop-1
  expect(found[0]?.severity).toBe('high');
  expect(JSON.stringify(found[0]?.answers)).toContain(JSON.stringify(hostile).slice(1, -1));
});

test('text and messages show hostile names of users, programs, files and folders, and obey none', async () => {
  const odd = `odd\u001b[31m\u202e\nname`;
  await bench.write(
    join('odd', odd, 'h.json'),
    trail(
      stopsTrail({ userAgent: hostile, userIdentity: { type: 'IAMUser', userName: hostile, arn: `arn:${hostile}` } }),
    ),
  );
  await bench.write(join('odd', odd, 'broken.json'), `{"Records":[{"eventVersion":"1.09","eventID":"x"`);
  const { code, out, err } = await bench.run(['detect', 'odd', `no\u001b[2Jfile`]);
  expect(code).toBe(1);
  expect(out).toContain('evil\\u001b]0;owned\\u0007\\u202e\\u000a');
  expect(out).toContain('odd\\u001b[31m\\u202e\\u000aname/h.json:1');
  expect(err).toContain('no\\u001b[2Jfile: there is nothing under this name. Check the path.');
  expect(err).toContain('name/broken.json');
  expect(`${out}${err}`).not.toMatch(steersTerminal);
});

const Sarif = z.object({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.tuple([
    z.strictObject({
      language: z.literal('en-US'),
      invocations: z.tuple([z.strictObject({ executionSuccessful: z.literal(true) })]),
      tool: z.object({
        driver: z.looseObject({
          name: z.literal('Yagura'),
          version: z.string(),
          rules: z.array(z.looseObject({ id: z.string(), shortDescription: z.object({ text: z.string().min(1) }) })),
        }),
      }),
      results: z.array(
        z.looseObject({
          ruleId: z.string(),
          level: z.enum(['none', 'note', 'warning', 'error']),
          message: z.object({ text: z.string().min(1) }),
          locations: z.array(
            z.strictObject({
              message: z.object({ text: z.string().regex(/^Record 1, event stop-1$/) }),
              physicalLocation: z.object({
                artifactLocation: z.object({ uri: z.string().regex(/^[^\s\\]+$/) }),
                region: z.object({ startLine: z.number().int().min(1) }),
              }),
            }),
          ),
        }),
      ),
    }),
  ]),
});

test('SARIF has the structure of version 2.1.0; nothing fails below the level of --fail-on', async () => {
  await bench.write('with space: #1%.json', calls);
  const { code, out } = await bench.run([
    'detect',
    '--format',
    'sarif',
    '--fail-on',
    'critical',
    'with space: #1%.json',
  ]);
  expect(code).toBe(0);
  const [run] = Sarif.parse(JSON.parse(out)).runs;
  expect(run.results).toHaveLength(1);
  expect(run.results[0]?.level).toBe('error');
  expect(run.tool.driver.rules.map(({ id }) => id)).toEqual([run.results[0]?.ruleId]);
  const uri = run.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri ?? '';
  expect(decodeURIComponent(uri)).toBe('with space: #1%.json');
  expect(uri).not.toMatch(/[#:]/);
});

test('--hits prints every rule and event that match, of base rules and of correlations; --rules uses only its rules', async () => {
  await bench.write('rules/any.yml', ruleOfOne);
  await bench.write('rules/deep/two.yml', correlationOfTwo);
  const { code, out, err } = await bench.run(['detect', '--hits', '--rules', 'rules', 'one.json']);
  expect(err).toBe('');
  expect(code).toBe(0);
  const [base, correlation] = ['0a0a0a0a-0000-4000-8000-000000000001', '0a0a0a0a-0000-4000-8000-000000000002'];
  const time = '2026-11-20T03:04:05.000Z';
  expect(out.trimEnd().split('\n').toSorted()).toEqual(
    [base, correlation].flatMap((rule) =>
      ['look-1', 'stop-1'].map((eventID) => JSON.stringify({ rule, eventID, time })),
    ),
  );
});

test('a rule that cannot be used is named with file, line and remedy; the others run, and the exit code is 1', async () => {
  await cp(join(bench.folder, 'rules'), join(bench.folder, 'mixed'), { recursive: true }).catch(() => undefined);
  await bench.write('mixed/any.yml', ruleOfOne);
  await bench.write('mixed/two.yml', correlationOfTwo);
  await bench.write('mixed/broken.yml', brokenRule);
  await bench.write('mixed/no.yaml', 'title: [');
  const { code, out, err } = await bench.run(['detect', '--rules', 'mixed', 'one.json']);
  expect(code).toBe(1);
  expect(err).toMatch(/^mixed\/broken\.yml:\d+: .*nothing_like_it.*\. \S.*\.$/m);
  expect(err).toMatch(/^mixed\/no\.yaml:\d+: .+\. \S.*\.$/m);
  expect(out).toContain('CRITICAL  Two calls of mai');
});

test('a rule for a log that nobody brings is told and is no fault; --rules takes one file', async () => {
  await bench.write('typo.yml', ruleOfOne.replace('service: cloudtrail', 'service: clodtrail'));
  const { code, err } = await bench.run(['detect', '--hits', '--rules', 'typo.yml', 'one.json']);
  expect(code).toBe(0);
  expect(err).toMatch(/^typo\.yml:1: The rule "Any call of mai" is never asked: .*service clodtrail\. Check .*\.$/m);
});

test('a reader that goes away early ends the program quietly', async () => {
  const many = Array.from({ length: 20_000 }, (_, index) => stopsTrail({ eventID: `many-${index}` }));
  await bench.write('many.json', trail(...many));
  const child = bench.start(['detect', '--hits', 'many.json']);
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  child.stdout.once('data', () => child.stdout.destroy());
  const code = await new Promise((resolve) => child.on('exit', resolve));
  expect({ code, err }).toEqual({ code: 0, err: '' });
});

test.skipIf(!existsSync('/dev/full'))(
  'an output that has no more room is told, in both languages, and ends with 1',
  () => {
    const program = fileURLToPath(new URL('../../bin/yagura', import.meta.url));
    const ran = (YAGURA_LANGUAGE: string) =>
      spawnSync('sh', ['-c', '"$0" "$1" rules list > /dev/full', process.execPath, program], {
        env: { PATH: process.env['PATH'], YAGURA_LANGUAGE },
        encoding: 'utf8',
      });
    expect(ran('en')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/the disk is full \(ENOSPC\)\. .+\.$/m),
    });
    expect(ran('ja')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/ディスクがいっぱいです.+してください。$/m),
    });
  },
);

test('a reader that takes its time gets every finding, though the program has long said all', async () => {
  const arn = (index: number): string => `arn:aws:iam::111122223333:user/mai${index}`;
  const many = Array.from({ length: 300 }, (_, index) =>
    stopsTrail({
      eventID: `stop-${index}`,
      userIdentity: { type: 'IAMUser', userName: `mai${index}`, arn: arn(index) },
    }),
  );
  await bench.write('many.json', trail(...many));
  const child = bench.start(['detect', 'many.json', '--format', 'jsonl']);
  const exit = once(child, 'exit');
  let out = '';
  for await (const chunk of child.stdout) {
    out += String(chunk);
    await setTimeout(20);
  }
  expect(await exit).toEqual([0, null]);
  expect(out.trimEnd().split('\n')).toHaveLength(300);
});
