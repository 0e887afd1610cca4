import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from './config.ts';
import { Fault, textOf } from './fault.ts';
import { settings } from './every-setting.ts';

const given = (part: object) => ({ environment: {}, flags: {}, ...part });

test('without any setting everything stays on loopback and on this machine', () => {
  const config = loadConfig(given({}));
  expect(config.web.host).toBe('127.0.0.1');
  expect(config.lake.url).toBeUndefined();
  expect(config.store.url).toBeUndefined();
});

test('a flag overrides the environment, which overrides the file', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'yagura-')), 'yagura.yml');
  writeFileSync(file, 'web: { port: 1001, host: 127.0.0.2 }\nquery: { rows: 7 }\n');
  const config = loadConfig({
    file,
    environment: { YAGURA_WEB_PORT: '1002', YAGURA_QUERY_ROWS: '8' },
    flags: { web: { port: '1003' } },
  });
  expect(config.web.port).toBe(1003);
  expect(config.web.host).toBe('127.0.0.2');
  expect(config.query.rows).toBe(8);
});

test('the data folder of the checkout counts where nothing says another', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'yagura-')), 'yagura.yml');
  writeFileSync(file, 'data: /of/the/file');
  expect(loadConfig(given({ data: '/checkout' })).data).toBe('/checkout');
  expect(loadConfig(given({ data: '/checkout', file })).data).toBe('/of/the/file');
});

test('a Japanese terminal is spoken to in Japanese, unless a setting says another language', () => {
  expect(loadConfig(given({ environment: { LANG: 'ja_JP.UTF-8' } })).language).toBe('ja');
  expect(loadConfig(given({ environment: { LANG: 'ja_JP.UTF-8', LC_ALL: 'C.UTF-8' } })).language).toBe('en');
  expect(loadConfig(given({ environment: { LANG: 'ja_JP.UTF-8', YAGURA_LANGUAGE: 'en' } })).language).toBe('en');
});

test('lists come from the environment separated by commas', () => {
  const config = loadConfig(given({ environment: { YAGURA_INGEST_WATCH: '/var/log/a,s3://bucket/b' } }));
  expect(config.ingest.watch).toEqual(['/var/log/a', 's3://bucket/b']);
});

test('a setting that does not exist is refused by its name', () => {
  expect(() => loadConfig(given({ flags: { web: { prot: 1 } } }))).toThrow(/prot.*docs\/configuration\.md/s);
});

test('a wrong value is refused with the setting and the remedy', () => {
  expect(() => loadConfig(given({ environment: { YAGURA_RETENTION_API_ACTIVITY: 'soon' } }))).toThrow(
    /retention\.api_activity.*90 days/s,
  );
});

test('what stands empty in the environment was not set by anybody', () => {
  const environment = { YAGURA_WEB_PORT: '', YAGURA_INGEST_WATCH: '', YAGURA_LAKE_URL: '' };
  expect(loadConfig(given({ environment, file: '' }))).toEqual(loadConfig(given({})));
});

test('a file that is missing or no YAML is a fault of configuration that names it', () => {
  expect(() => loadConfig(given({ file: '/nowhere/yagura.yml' }))).toThrow(Fault);
  expect(() => loadConfig(given({ file: '/nowhere/yagura.yml' }))).toThrow(/\/nowhere\/yagura\.yml/);
});

test.each([
  ['web:\n  port: 80\n bad: 1\n', 'line 3, column 1: All mapping items', '3 行 1 列: 字下げが揃っていません'],
  ['{"web": {"port": 1,}', 'line 1, column 21: Flow map', '1 行 21 列: 閉じ括弧、引用符、コロンなどの文字が足りません'],
  ['a: 1\na: 2\n', 'line 2, column 1: Map keys', '2 行 1 列: 同じキーが 2 回書かれています'],
  [
    'a: 1\n---\nb: 2\n',
    'line 2, column 1: a line ---',
    '2 行 1 列: --- の行から 2 つ目の文書が始まっています。書けるのは 1 つだけです',
  ],
  [
    'web: *x*\n',
    '*x* refers to &x*, which does not stand before it',
    '*x* の参照先 &x* が、それより前にありません。* で始まる文字列は引用符で囲む必要があります',
  ],
])('the file %j that is no YAML is told in both languages, with its place where it has one', (text, en, ja) => {
  const file = join(mkdtempSync(join(tmpdir(), 'yagura-')), 'yagura.yml');
  writeFileSync(file, text);
  const told = thrownBy(() => loadConfig(given({ file })));
  expect(told).toMatchObject({ en: expect.stringContaining(en), ja: expect.stringContaining(`（${ja}）。`) });
});

const fileOf = (content: string | Buffer): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'yagura-')), 'yagura.yml');
  writeFileSync(file, content);
  return file;
};

test('what cannot be used is told with where it was written: the line of the file, the variable, the command line', () => {
  const file = fileOf('\uFEFFweb:\r\n  host: a\r\n  port: many\r\nlog: loud\r\nquery:\r\n  row: 5\r\n');
  const environment = { YAGURA_LAKE_THREADS: 'two' };
  const told = thrownBy(() => loadConfig(given({ file, environment, flags: { web: { sessionHours: 'x' } } })));
  for (const [setting, en, ja] of [
    ['web.port', `${file}, line 3`, `${file} の 3 行`],
    ['log', `${file}, line 4`, `${file} の 4 行`],
    ['query', `${file}, line 6`, `${file} の 6 行`],
    ['lake.threads', 'YAGURA_LAKE_THREADS', '環境変数 YAGURA_LAKE_THREADS'],
    ['web.sessionHours', 'command line', 'コマンドライン'],
  ] as const)
    expect(told).toMatchObject({
      en: expect.stringContaining(`${setting} (${en}): `),
      ja: expect.stringContaining(`${setting}（${ja}）: `),
    });
});

test.each([
  ['UTF-16', Buffer.from('\uFEFFweb:\n  port: 80\n', 'utf16le'), 1],
  ['UTF-16 without a mark', Buffer.from('web:\n  port: 80\n', 'utf16le'), 1],
  ['Shift_JIS', Buffer.from([...Buffer.from('web:\n  host: "'), 0x93, 0xfa, 0x96, 0x7b, 0x22, 0x0a]), 2],
])('a file in %s is refused with the first line that shows it', (_, bytes, line) => {
  const told = thrownBy(() => loadConfig(given({ file: fileOf(bytes) })));
  expect(told).toMatchObject({
    en: expect.stringContaining(`line ${line}: it is written in something else than UTF-8`),
    ja: expect.stringContaining(`${line} 行: 文字コードが UTF-8 ではありません`),
  });
});

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return textOf(error);
  }
}

test('an address of something else than ClickHouse or PostgreSQL is refused with the form that is needed', () => {
  const environment = { YAGURA_LAKE_URL: 'postgres://h/d', YAGURA_STORE_URL: 'mysql://u:hidden-word@h/d' };
  const told = thrownBy(() => loadConfig(given({ environment })));
  expect(told).toMatchObject({
    en: expect.stringMatching(
      /lake\.url \(YAGURA_LAKE_URL\): write .*http:.*store\.url \(YAGURA_STORE_URL\): write .*postgres:/,
    ),
    ja: expect.stringMatching(/lake\.url（.*）: http:.* のように書き、.*store\.url（.*）: postgres:.* のように書き/),
  });
  expect(JSON.stringify(told)).not.toContain('hidden-word');
});

test('every setting says what it is for', () => {
  for (const { path, about } of settings()) expect(about, path.join('.')).not.toBe('');
  expect(settings().length).toBeGreaterThan(25);
});

test.each([
  'postgres://yagura:secret/word@host/database',
  'postgres://yagura:12/34@host/database',
  'postgres://yagura:12#34@host/database',
  'postgres://yagura:12?34@host/database',
  'postgres://yagura:se@cr/et@host/database',
])('an address whose password is not escaped is refused, for a part of it would be taken for the host: %s', (url) => {
  const lake = url.replace('postgres:', 'http:');
  for (const flags of [{ store: { url } }, { lake: { url: lake } }])
    expect(() => loadConfig({ environment: {}, flags })).toThrow(/write an address such as .* %40 for @(?!.*secret)/);
});

test.each([
  'postgres://yagura:secret@host/database',
  'postgres://yagura:p@ss@host:5432/database?sslmode=verify-full',
  'postgres:///database?host=/run/postgresql&user=rin@server',
  'postgres://host/database?user=rin@server',
])('an address of PostgreSQL as it may be written is taken: %s', (url) => {
  expect(loadConfig({ environment: {}, flags: { store: { url } } }).store.url).toBe(url);
});
