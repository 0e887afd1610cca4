import type { Text } from '#kernel';

/** What the reader of regular expressions has against one: its words, then the part that it means. */
export function regexText(message: string): Text {
  const en = message.replace(/^error parsing regexp: /, '');
  const [, words = '', part = ''] = /^(.*?)(?:: `(.*)`)?$/s.exec(en) ?? [];
  const said = regexWords[words];
  return { en, ja: said === undefined ? en : part === '' ? said : `${said}: ${part}` };
}

/** Source: RE2, re2/re2.h, ErrorCode; re2js says them in these words. */
const regexWords: Readonly<Record<string, string>> = {
  'invalid character class range': '文字クラスの範囲が正しくありません',
  'invalid escape sequence': '使えないエスケープです',
  'invalid named capture': '名前付きグループの書き方が正しくありません',
  'duplicate capture group name': 'グループの名前が重複しています',
  'invalid or unsupported Perl syntax': '使えない Perl の構文です',
  'invalid nested repetition operator': '繰り返しの記号が重なっています',
  'invalid repeat count': '繰り返しの回数が正しくありません',
  'missing closing ]': '閉じる ] がありません',
  'missing closing )': '閉じる ) がありません',
  'unexpected )': '対応する ( のない ) があります',
  'missing argument to repetition operator': '繰り返しの対象がありません',
  'trailing backslash at end of expression': '最後が \\ で終わっています',
  'expression nests too deeply': '入れ子が深すぎます',
  'expression too large': '展開すると大きくなりすぎます',
};
