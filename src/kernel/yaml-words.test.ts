import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { aliasText, endlessAlias, lostAlias, yamlText } from './yaml-words.ts';

const saidOf = (text: string) => {
  const [error] = parseDocument(text, { prettyErrors: true }).errors;
  return error && yamlText(error);
};

test.each([
  ['a: 1\na: 2', 'Map keys must be unique', '同じキーが 2 回書かれています'],
  ['a: [1', /^Flow sequence in block collection|Expected/, /[ぁ-ん]/],
  ['a: "b', /Missing closing "quote/, '閉じ括弧、引用符、コロンなどの文字が足りません'],
  ['a: b: c', /Nested mappings are not allowed/, '1 行に「キー: 値」が重なっています'],
  ['a: @b', /cannot start with reserved character/, 'この記号で始まる値は引用符で囲む必要があります'],
  ['a:\n\t- b', /Tabs/, '字下げにタブは使えません'],
])('%j is told in both languages, in one line and without its place', (text, en, ja) => {
  const said = saidOf(text);
  expect(said?.en).toMatch(en);
  expect(said?.ja).toMatch(ja);
  expect(said?.en).not.toMatch(/\n|[.:]$/);
});

function thrownBy(text: string): unknown {
  try {
    return parseDocument(text).toJS({ maxAliasCount: 10 });
  } catch (error) {
    return error;
  }
}

test('an alias without its anchor is named, and aliases that multiply are told as that', () => {
  expect(aliasText(thrownBy('a: *b'))).toEqual(lostAlias('b'));
  const many = `a: &a [${'1, '.repeat(20)}]\nb: &b [${'*a, '.repeat(20)}]\nc: [${'*b, '.repeat(20)}]`;
  expect(aliasText(thrownBy(many))?.en).toBe('its aliases (*) multiply');
  expect(aliasText(new Error('broken'))).toBeUndefined();
});

test('what would never end is told apart from what is lost', () => {
  expect(endlessAlias('a').en).not.toBe(lostAlias('a').en);
  expect(endlessAlias('a').ja).toContain('&a');
});
