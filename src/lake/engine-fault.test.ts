// Opens no lake.
import { ClickHouseError } from '@clickhouse/client';
import { expect, test } from 'vitest';
import { Fault } from '#kernel';
import { brief, engineFault, writingFault } from './engine-fault.ts';

const refused = (code: string, message = 'the engine says so') => new ClickHouseError({ code, type: 'X', message });

test.each([
  ['159', 'TooSlow'],
  ['160', 'TooSlow'],
  ['241', 'TooLarge'],
  ['396', 'TooLarge'],
  ['243', 'Unavailable'],
  ['516', 'BadConfig'],
  ['497', 'BadConfig'],
  ['164', 'BadConfig'],
  ['201', 'Unavailable'],
])('the error %s of the engine is %s, said in both languages with its own words', (code, expected) => {
  const fault = engineFault(refused(code));
  expect(fault.code).toBe(expected);
  expect(fault.text.en).toContain('(the engine says so)');
  expect(fault.text.ja).toContain('（エラーの原文: the engine says so）');
  expect(fault.text.ja).not.toBe(fault.text.en);
});

test('what needs too much memory while it writes is not told to ask for less, whether it was told before or not', () => {
  const error = refused('241', 'would use 1.02 GiB, maximum: 953.67 MiB');
  for (const fault of [writingFault(error), writingFault(engineFault(error))]) {
    expect(fault).toMatchObject({
      code: 'TooLarge',
      text: {
        en: expect.stringMatching(/lake\.memoryMegabytes/),
        ja: expect.stringMatching(/必要なメモリー 1\.02 GiB/),
      },
    });
    expect(fault.message).not.toMatch(/shorter|group by/);
  }
  expect(writingFault(refused('243')).text).toEqual(engineFault(refused('243')).text);
});

test('the engine in process tells its code within the sentence', () => {
  const error = new Error('Query failed: Code: 159. DB::Exception: Timeout exceeded (version 25.8.1.1)');
  expect(engineFault(error).code).toBe('TooSlow');
});

test.each([
  ['115', 'Unknown setting date_time_output_format', /too old.*26\.7.*\(Unknown setting date_time_output_format\)$/],
  ['193', 'Wrong password for user yagura', /user name or password in lake\.url/],
])('a server of 2018 says %s in its own way, and is understood', (code, said, expected) => {
  const fault = engineFault(new Error(`Code: ${code}, e.displayText() = ${said}, e.what() = DB::Exception`));
  expect(fault).toMatchObject({ code: 'BadConfig', message: expect.stringMatching(expected) });
});

test('a full disk is told as that, whatever code it comes with', () => {
  for (const said of ['ENOSPC: no space', 'No space left on device', 'not enough space'])
    expect(engineFault(new Error(`Code: 1001. ${said}`)).code).toBe('Unavailable');
});

test('any other error is of the query for who asked one, and of the lake for everybody else', () => {
  expect(engineFault(refused('999', 'Something new'), 'BadQuery').message).toBe(
    'The query cannot be answered: Something new',
  );
  expect(engineFault(refused('999', 'Something new'))).toMatchObject({
    code: 'Internal',
    message: 'The lake failed: Something new',
  });
});

test.each([
  [
    "Syntax error (Multi-statements are not allowed): failed at position 9 (end of query): ; drop. : In scope SELECT formatQuerySingleLine('select 1; drop') AS line. (SYNTAX_ERROR)",
    'character 9 (its end): only one statement is answered.',
    '9 文字目（文の末尾）: 実行できるのは 1 文だけです。',
  ],
  [
    'Syntax error: failed at position 1 (selec): selec 1. Expected one of: Query, Query with output',
    'character 1 (selec).',
    '1 文字目（selec）。',
  ],
  [
    'Syntax error: failed at position 46 (from) (line 2, col 36): from. Expected one of: token',
    'line 2, column 36 (from).',
    '2 行 36 列（from）。',
  ],
  [
    "Single quoted string is not closed: Syntax error: failed at position 8 ('abc (1)): 'abc (1)",
    "character 8 ('abc (1)): a text in ' is not closed.",
    "8 文字目（'abc (1)）: ' で始まる文字列が閉じられていません。",
  ],
])(
  'where SQL is not written as it must be is told in both languages, and not what else the parser lists',
  (said, en, ja) => {
    expect(engineFault(refused('62', said), 'BadQuery').text).toEqual({
      en: `The SQL is not written as it must be: ${en}`,
      ja: `SQL の構文が正しくありません: ${ja}`,
    });
  },
);

test('nobody is sent to a table of the engine', () => {
  const said =
    "Unknown table expression identifier 'nope' in scope SELECT 1. Maybe you meant system.one?. (UNKNOWN_TABLE)";
  expect(brief(new Error(said))).toBe("Unknown table expression identifier 'nope' in scope SELECT 1. (UNKNOWN_TABLE)");
});

test('a fault stays what it is, and the cause is kept', () => {
  const fault = new Fault('NotFound', 'x');
  expect(engineFault(fault, 'BadQuery')).toBe(fault);
  const cause = refused('159');
  expect(engineFault(cause).cause).toBe(cause);
});

test('the sentence comes without code, version and stack, and has an end', () => {
  expect(brief(new Error('Code: 47. DB::Exception: Unknown column a. (version 25.8.1.1 (official build))'))).toBe(
    'Unknown column a.',
  );
  expect(brief(new Error('x'.repeat(10_000)))).toHaveLength(500);
});

test('what Yagura put around the SQL of a user is no part of what is said of it', () => {
  const around =
    "Empty query: In scope SELECT formatQuerySingleLine('-- x') AS line. (SYNTAX_ERROR) (version 26.7.2.1)";
  expect(engineFault(refused('62', around), 'BadQuery').message).not.toMatch(/formatQuerySingleLine|-- x/);
  const deep = "Maximum parse depth (1000) exceeded.: In scope SELECT formatQuerySingleLine('((((";
  expect(engineFault(refused('306', `${deep}') AS line.`), 'BadQuery').message).toBe(
    'It is nested too deeply. Write it flatter: Maximum parse depth (1000) exceeded..',
  );
});
