import type { YAMLError } from 'yaml';
import type { Text } from './text.ts';

/** What the YAML parser has against a text, without the place, which is told beside it. */
export function yamlText({ code, message }: YAMLError): Text {
  // That sentence names a call of the library.
  const en = code === 'MULTIPLE_DOCS' ? several : (message.split('\n')[0] ?? '').replace(/[.:]$/, '');
  return { en, ja: yamlWords[code] ?? en };
}

/**
 * What is wrong with the aliases (*) of a text, which the parser finds only where they are followed; undefined for any
 * other error. Source: eemeli.org/yaml, "Aliases" and `maxAliasCount`.
 */
export function aliasText(error: unknown): Text | undefined {
  if (!(error instanceof ReferenceError)) return undefined;
  const name = /^Unresolved alias .*: (.*)$/.exec(error.message)?.[1];
  return name === undefined ? { en: 'its aliases (*) multiply', ja: '別名（*）が増殖しています' } : lostAlias(name);
}

/** Most who write one meant a pattern. */
export const lostAlias = (name: string): Text => ({
  en: `*${name} refers to &${name}, which does not stand before it; a text that begins with * needs quotes`,
  ja: `*${name} の参照先 &${name} が、それより前にありません。* で始まる文字列は引用符で囲む必要があります`,
});

export const endlessAlias = (name: string): Text => ({
  en: `*${name} stands within &${name} itself and would never end`,
  ja: `*${name} が参照先の &${name} 自身の中にあり、展開が終わりません`,
});

const several = 'a line --- begins a second document; only one is read here';

/** Its own codes. Source: eemeli.org/yaml, "Errors". What means its own failure or cannot be written by hand is left out. */
const yamlWords: Readonly<Record<string, string>> = {
  BAD_ALIAS: '別名（*）の参照先がありません',
  BAD_DIRECTIVE: '% で始まる行を解釈できません',
  BAD_DQ_ESCAPE: '二重引用符の中のエスケープが正しくありません',
  BAD_INDENT: '字下げが揃っていません',
  BAD_SCALAR_START: 'この記号で始まる値は引用符で囲む必要があります',
  BLOCK_AS_IMPLICIT_KEY: '1 行に「キー: 値」が重なっています',
  BLOCK_IN_FLOW: '[ ] や { } の中に、字下げによるブロックは書けません',
  DUPLICATE_KEY: '同じキーが 2 回書かれています',
  KEY_OVER_1024_CHARS: 'キーが長すぎます',
  MISSING_CHAR: '閉じ括弧、引用符、コロンなどの文字が足りません',
  MULTILINE_IMPLICIT_KEY: 'キーが複数行にわたっています',
  MULTIPLE_ANCHORS: 'アンカー（&）が 2 つ付いています',
  MULTIPLE_DOCS: '--- の行から 2 つ目の文書が始まっています。書けるのは 1 つだけです',
  MULTIPLE_TAGS: 'タグ（!）が 2 つ付いています',
  NON_STRING_KEY: 'キーが文字列ではありません',
  TAB_AS_INDENT: '字下げにタブは使えません',
  TAG_RESOLVE_FAILED: 'タグ（!）を解釈できません',
  UNEXPECTED_TOKEN: 'ここにあるはずのない文字があります',
};
