// Opens no lake.
import { expect, test } from 'vitest';
import { textOf } from './fault.ts';

function said(text: string): { en: string; ja: string } {
  try {
    JSON.parse(text);
  } catch (error) {
    return textOf(error);
  }
  throw new Error('It is JSON.');
}

test.each([
  ['{"a": 1', /behind the value is needed|ends too early/, /値の後に|途中で終わって/],
  ['', 'it ends too early', '途中で終わっています'],
  [
    '{"a": 1 "b": 2}',
    /^, or } behind the value is needed \((character 9|line 1, column 9)\)$/,
    /^(9 文字目|1 行 9 列): 値の後に/,
  ],
  ['[1 2]', /^, or \] behind the value/, /: 値の後に , か \] が必要です$/],
  ["{'a': 1}", /^a name in double quotes or }/, /二重引用符で囲んだ名前か } が必要です$/],
  ['{"a": 1,}', /^a name in double quotes/, /二重引用符で囲んだ名前/],
  ['{"a" 1}', /^: behind the name/, /名前の後に : が必要です$/],
  ['{"a": x}', "'x' may not stand there", "'x' はここに書けません"],
  ['{"a": 1} y', /^something follows its end/, /余分な文字があります$/],
  ['"a', /^a text has no closing quotation mark/, /閉じる引用符がありません$/],
  ['"a\nb"', /^a text holds a control character/, /制御文字があります/],
  ['"\\x"', /^a text holds an escape/, /エスケープが正しくありません$/],
  ['-', /^a digit behind the minus/, /- の後に数字が必要です$/],
])('what is wrong with the JSON %j is told in both languages', (text, en, ja) => {
  expect(said(text)).toEqual({ en: matching(en), ja: matching(ja) });
});

const matching = (words: string | RegExp): unknown =>
  typeof words === 'string' ? words : expect.stringMatching(words);

test('a mistake of the program is told in its own words', () => {
  const own = new SyntaxError('Invalid regular expression: /(/');
  expect(textOf(own)).toEqual({ en: own.message, ja: `エラーの原文: ${own.message}` });
});
