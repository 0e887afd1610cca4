// Opens no lake.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { brokenRule, ruleOfOne } from './made-up-logs.ts';
import { Bench } from './program.ts';

let bench: Bench;
/** How many rules make findings: each has a test that fires and one that stays quiet. */
let shown: number;

beforeAll(async () => {
  bench = await Bench.open();
  await bench.write('rules/any.yml', ruleOfOne);
  await bench.write('rules/broken.yml', brokenRule);
});
afterAll(() => bench[Symbol.asyncDispose]());

test('rules list shows every rule, the worst first; those of a folder with what cannot be used', async () => {
  const own = await bench.run(['rules', 'list']);
  expect(own).toMatchObject({ code: 0, err: '' });
  expect(own.out).toMatch(
    /^high +Stealth:IAMUser\/CloudTrailLoggingDisabled +CloudTrail logging was switched off +T1562\.008$/m,
  );
  expect(own.out).toMatch(/^\d+ rules, \d+ signals that only correlations count, 0 not usable\.$/m);
  shown = Number(/^(\d+) rules,/m.exec(own.out)?.[1]);
  const levels = own.out.split('\n').flatMap((line) => /^(critical|high|medium|low)\b/.exec(line)?.[1] ?? []);
  expect(levels).toEqual(levels.toSorted((a, b) => 'chml'.indexOf(a.charAt(0)) - 'chml'.indexOf(b.charAt(0))));

  const other = await bench.run(['rules', 'list', '--rules', 'rules']);
  expect(other.code).toBe(1);
  expect(other.out).toMatch(/^medium +\S+ +Any call of mai/m);
  expect(other.err).toMatch(/^rules\/broken\.yml:\d+: .*nothing_like_it/m);
});

test("rules test runs the tests of Yagura's own rules over events, windows, baselines and sequences, and all pass", async () => {
  const { code, out, err } = await bench.run(['rules', 'test']);
  expect(err).toBe('');
  expect(code).toBe(0);
  const passed = /^(\d+) passed, 0 failed, 0 rules not usable\.\n$/.exec(out)?.[1];
  expect(Number(passed)).toBeGreaterThanOrEqual(2 * shown);
});

test('rules test runs the tests of one rule, a JSON line for each; an unknown rule is 1', async () => {
  const scan = await bench.run(['rules', 'test', 'UnauthorizedAccess:EC2/TorRelay', '--format', 'jsonl']);
  expect(scan).toMatchObject({ code: 0, err: '' });
  const outcomes = scan.out
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(outcomes.length).toBeGreaterThan(1);
  for (const outcome of outcomes)
    expect(outcome).toMatchObject({ file: 'content/rules/unauthorized-access-tor-relay.yml', passed: true });
  const none = await bench.run(['rules', 'test', 'no such rule']);
  expect(none).toMatchObject({ code: 1, out: '' });
  expect(none.err).toMatch(/No rule has .*"no such rule"/);
});

test('rules explain tells how a rule decides and what it cannot see; an unknown one is 1 and names the list', async () => {
  const { code, out } = await bench.run(['rules', 'explain', 'Stealth:IAMUser/CloudTrailLoggingDisabled']);
  expect(code).toBe(0);
  expect(out).toMatch(/^CloudTrail logging was switched off$/m);
  expect(out).toMatch(/It cannot see: /);
  expect(out).toMatch(/eventName: \[StopLogging, DeleteTrail\]/);
  const none = await bench.run(['rules', 'explain', 'no such rule']);
  expect(none).toMatchObject({ code: 1, out: '' });
  expect(none.err).toMatch(/No rule has .*"no such rule"\. List them with: yagura rules list/);
});

test('a simulated company is written as AWS delivers logs, and detect finds the incident in it', async () => {
  const written = await bench.run(['simulate', '--out', 'company', '--days', '3', '--seed', '7']);
  expect(written).toMatchObject({ code: 0, err: '' });
  expect(written.out).toMatch(/^Wrote [\d,]+ files below company\/AWSLogs\. Read them with: yagura detect company\n$/);
  const found = await bench.run(['detect', 'company', '--fail-on', 'high']);
  expect(found).toMatchObject({ code: 1, err: '' });
  expect(found.out).toMatch(/^(CRITICAL|HIGH) /m);
  expect(found.out).toMatch(/this, in this order:\n {12}1\. \d\d:\d\d .+\n(?: {12}.+\n)* {12}2\. /); // a story has a line for each step
});
