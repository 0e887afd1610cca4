// Opens no lake.
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { exportedFiles } from './exported-policies.ts';
import { oneOf, repeated } from './option.ts';
import { lineOf, openTerminal } from './terminal.ts';
import { wholePath } from './whole-path.ts';

function stream(isTTY: boolean, columns?: number) {
  const written: string[] = [];
  return { written, isTTY, ...(columns === undefined ? {} : { columns }), write: (text: string) => written.push(text) };
}
const step = (done: number, what = 'Reading') => ({ what: { en: what, ja: what }, done, total: 100, unit: 'events' });

test('progress is drawn after a second of work, five times a second, and cleared before anything is said', () => {
  const [out, err] = [stream(true, 80), stream(true, 80)];
  let now = 5000;
  const terminal = openTerminal(out, err, { now: () => now, language: 'en' });
  for (const at of [5000, 5999, 6000, 6199, 6200]) {
    now = at;
    terminal.progress.report(step(at - 5000));
  }
  expect(err.written).toHaveLength(2);
  terminal.out('done');
  expect(err.written).toHaveLength(3);
  expect(err.written.at(-1)).toBe('\r\u001b[K');
  expect(out.written).toEqual(['done\n']);
  terminal.out('more');
  expect(err.written).toHaveLength(3);
});

test('another piece of work has a second of its own', () => {
  const err = stream(true);
  let now = 0;
  const { progress } = openTerminal(stream(true), err, { now: () => now, language: 'en' });
  for (const [at, what] of [
    [1, 'A'],
    [1500, 'B'],
    [2400, 'B'],
    [2500, 'B'],
  ] as const) {
    now = at;
    progress.report(step(1, what));
  }
  expect(err.written).toHaveLength(1);
});

test('nothing is drawn into a pipe, and messages of hostile logs are shown and not obeyed', () => {
  const [out, err] = [stream(false), stream(false)];
  const terminal = openTerminal(out, err, { now: () => 1e9, language: 'en' });
  terminal.progress.report(step(1));
  terminal.err('a\u001b[2Jb');
  expect(err.written.join('')).not.toContain('\u001b');
  expect([terminal.interactive, terminal.columns]).toEqual([false, Number.POSITIVE_INFINITY]);
  expect(openTerminal(stream(true), err, { now: () => 0, language: 'en' }).columns).toBe(100);
});

test('a line of progress says how much of how much, and how fast', () => {
  expect(lineOf(step(50), 2, 'en')).toBe('Reading: 50 %, 50 events of 100 events, 25 events/s');
  expect(lineOf({ ...step(0), total: 0 }, 0, 'en')).toBe('Reading: 100 %, 0 events of 0 events');
  const what = { en: 'Reading', ja: 'x' };
  expect(lineOf({ what, done: 2_500_000, unit: 'bytes' }, 1, 'en')).toBe('Reading: 2.5 MB, 2.5 MB/s');
  expect(lineOf({ what: { en: 'Writing', ja: '書き込み中' }, done: 1, total: 2, unit: 'files' }, 1, 'ja')).toBe(
    '書き込み中: 50 %, 1 ファイル / 2 ファイル, 1 ファイル/s',
  );
});

test('a terminal that nobody has told its size has the usual one', () => {
  const open = (columns: number) =>
    openTerminal(stream(true, columns), stream(true, columns), { now: () => 0, language: 'en' });
  expect([open(0).columns, open(72).columns]).toEqual([100, 72]);
});

test('a file is known by its whole path, standard input and S3 by what they are called', () => {
  expect([wholePath('-'), wholePath('s3://logs/x'), wholePath('/var/log')]).toEqual(['-', 's3://logs/x', '/var/log']);
  expect(wholePath('log')).toBe(`${process.cwd()}/log`);
});

test('an option takes its words alone, and one that may come again keeps all of them', () => {
  const parsed = (...words: string[]) => {
    const command = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
    command
      .addOption(oneOf('--as <form>', 'form', ['text', 'json'], 'text'))
      .addOption(repeated('--rule <id>', 'rule'));
    return command.parse(words, { from: 'user' }).opts();
  };
  expect(parsed()).toEqual({ as: 'text' });
  expect(parsed('--as', 'json', '--rule', 'a', '--rule', 'b')).toEqual({ as: 'json', rule: ['a', 'b'] });
  expect(() => parsed('--as', 'xml')).toThrow('text, json');
});

const statement = (id: string, name?: string) => ({
  id,
  statement: `${name === undefined ? '' : `@id("${name}")\n`}permit(principal, action, resource);`,
});

test('each policy of a store is a file named as it names itself, or by its id where another has that name already', () => {
  const files = exportedFiles({
    schema: '{"App":{}}',
    templates: [],
    policies: [statement('p1', 'read'), statement('p2', 'READ'), statement('p3')],
    links: [],
  });
  expect([...files.keys()]).toEqual(['read.cedar', 'p2.cedar', 'p3.cedar', 'schema.cedarschema.json']);
  expect(files.get('schema.cedarschema.json')).toBe('{\n  "App": {}\n}\n');
});

test('a name that no file can have is refused before anything is written', () => {
  const content = { schema: undefined, templates: [], policies: [statement('../../etc/passwd')], links: [] };
  expect(() => exportedFiles(content)).toThrow('Nothing was written');
});
