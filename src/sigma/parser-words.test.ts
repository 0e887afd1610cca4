import { expect, test } from 'vitest';
import { parseRules } from './parse-rules.ts';

const said = (text: string): { line: number; en: string; ja: string }[] =>
  parseRules([{ file: 'rule.yml', text }]).problems.map(({ line, sentence, ja }) => ({
    line,
    en: sentence,
    ja: ja.sentence,
  }));

const rule = (level: string, detection: string): string =>
  `title: T\nlevel: ${level}\nlogsource: { product: aws, service: cloudtrail }\ndetection:\n  one: { ${detection} }\n  condition: one\n`;

test.each([
  ['title: T\ntitle: T\n', 2, '同じキーが 2 回書かれています'],
  ['title: "T\n', 2, '閉じ括弧、引用符、コロンなどの文字が足りません'],
  ['title: T\n\tlevel: low\n', 2, '字下げにタブは使えません'],
  ['title: a: b\n', 1, '1 行に「キー: 値」が重なっています'],
  [
    'title: T\nlevel: *low*\n',
    2,
    '*low* の参照先 &low* が、それより前にありません。* で始まる文字列は引用符で囲む必要があります',
  ],
  ['title: @x\n', 1, 'この記号で始まる値は引用符で囲む必要があります'],
])('what the YAML parser has against %j is told in Japanese', (text, line, ja) => {
  expect(said(text)[0]).toMatchObject({ line, ja: `YAML として読み取れません（${ja}）。` });
});

test('aliases that multiply are told in Japanese', () => {
  const names = ['a', 'b', 'c', 'd'];
  const lists = names.slice(1).map((name, at) => `${name}: &${name} [${`*${names[at]}, `.repeat(9)}]`);
  const text = ['a: &a [x, x]', ...lists].join('\n');
  expect(said(text)[0]?.ja).toBe('ファイルを読み取れません（別名（*）が増殖しています）。');
});

test.each([
  ['(abc', '閉じる ) がありません: (abc'],
  ['a**', '繰り返しの記号が重なっています: **'],
  ['(?=a)', '使えない Perl の構文です: (?='],
  ['[b-a]', '文字クラスの範囲が正しくありません: b-a'],
])('what is wrong with the regular expression %s is told in Japanese', (expression, ja) => {
  const [problem] = said(rule('low', `eventName|re: '${expression}'`));
  expect(problem?.ja).toBe(`正規表現「${expression}」を読み取れません（${ja}）。`);
  expect(problem?.en).not.toMatch(/[ぁ-ん]/);
});

test('a value that is none of those allowed is told with them in both languages', () => {
  const [problem] = said(rule('severe', 'eventName: A'));
  expect(problem?.en).toBe('"level" cannot be used: it is one of informational, low, medium, high, critical.');
  expect(problem?.ja).toBe('「level」を使えません（informational, low, medium, high, critical のいずれかです）。');
});
