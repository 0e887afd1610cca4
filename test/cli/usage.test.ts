// Opens no lake.
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stopsTrail, trail } from './made-up-logs.ts';
import { Bench } from './program.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.open();
  await bench.write('one.json', trail(stopsTrail()));
});
afterAll(() => bench[Symbol.asyncDispose]());

test('help is for people who asked for it: standard output and 0; without a command it is a mistake: 2', async () => {
  const [asked, none] = await Promise.all([bench.run(['--help']), bench.run([])]);
  expect(asked.code).toBe(0);
  expect(asked.err).toBe('');
  for (const command of ['detect', 'doctor', 'ingest', 'query', 'rules', 'serve', 'signin-link', 'simulate'])
    expect(asked.out).toMatch(new RegExp(`^  ${command}`, 'm'));
  expect(none).toEqual({ code: 2, out: '', err: asked.out });
});

const mistakes: readonly (readonly [readonly string[], RegExp])[] = [
  [['detect', '--wings', 'one.json'], /unknown option '--wings'[^]*yagura detect --help/],
  [['detect', '--fail-on', 'bad', 'one.json'], /--fail-on[^]*'bad' is invalid[^]*medium, high, critical/],
  [['simulate', '--out', 'x', '--days', 'many'], /--days[^]*yagura simulate --help/],
];

test('what cannot be understood ends with 2 and names the way out', async () => {
  await Promise.all(
    mistakes.map(async ([words, said]) => {
      const { code, out, err } = await bench.run(words);
      expect({ words, code, out }).toEqual({ words, code: 2, out: '' });
      expect(err).toMatch(said);
    }),
  );
});

test('a sign-in link for a folder from which nothing was served: a sentence with the remedy, and no data folder is made', async () => {
  const { code, out, err } = await bench.run(['signin-link']);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^Nothing has been served from .*data yet, .*yagura serve --data/);
  expect(existsSync(join(bench.folder, 'data'))).toBe(false);
});

test('a folder without any log: a sentence with the remedy and 1, and no claim that all is well', async () => {
  await mkdir(join(bench.folder, 'empty'));
  const { code, out, err } = await bench.run(['detect', 'empty'], { environment: { YAGURA_LANGUAGE: 'ja' } });
  expect({ code, out }).toEqual({ code: 1, out: '読み取れた範囲に検出はありません。\n' });
  expect(err).toMatch(/^ログを 1 つも読み込んでいません。empty に/);
});

test('a path where nothing is: a sentence with the remedy and 1, and no claim that all is well', async () => {
  expect(await bench.run(['detect', 'nowhere'])).toEqual({
    code: 1,
    out: 'No findings in what could be read.\n',
    err: 'nowhere: there is nothing under this name. Check the path.\n',
  });
});
