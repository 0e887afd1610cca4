import { apart, type Text } from './text.ts';

/**
 * What `JSON.parse` has against a text, with the place where it says one: line and column, or the character from 1.
 * Undefined for any other error. Source: V8, src/common/message-template.h, kJsonParse...
 */
export function jsonWords(thrown: unknown): Text | undefined {
  if (!(thrown instanceof SyntaxError)) return undefined;
  const [, said = '', position, , line, column] = form.exec(thrown.message) ?? [];
  const token = /^Unexpected token (.+?)(?:, (?:\.\.\.)?".*)? is not valid JSON$/s.exec(thrown.message)?.[1];
  if (token !== undefined) return { en: `${token} may not stand there`, ja: `${token} はここに書けません` };
  const words = all[said];
  if (words === undefined) return undefined;
  if (line !== undefined)
    return { en: `${words.en} (line ${line}, column ${column})`, ja: `${line} 行 ${column} 列: ${words.ja}` };
  if (position === undefined) return words;
  const at = Number(position) + 1;
  return { en: `${words.en} (character ${at})`, ja: `${at} 文字目: ${words.ja}` };
}

const form = /^(.+?)(?: (?:after|in)? ?JSON at position (\d+)( \(line (\d+) column (\d+)\))?)?$/s;

const wanted = (en: string, ja: string): Text => ({ en: `${en} is needed`, ja: `${apart(ja)}が必要です` });
const endless: Text = { en: 'it ends too early', ja: '途中で終わっています' };

const all: Readonly<Record<string, Text>> = {
  'Unexpected end of JSON input': endless,
  'Unterminated string': { en: 'a text has no closing quotation mark', ja: '文字列を閉じる引用符がありません' },
  "Expected property name or '}'": wanted('a name in double quotes or }', '二重引用符で囲んだ名前か }'),
  'Expected double-quoted property name': wanted('a name in double quotes', '二重引用符で囲んだ名前'),
  "Expected ':' after property name": wanted(': behind the name', '名前の後に :'),
  "Expected ',' or '}' after property value": wanted(', or } behind the value', '値の後に , か }'),
  "Expected ',' or ']' after array element": wanted(', or ] behind the value', '値の後に , か ]'),
  'Unexpected non-whitespace character': { en: 'something follows its end', ja: '終わりの後に余分な文字があります' },
  'Unexpected number': { en: 'a number may not stand there', ja: 'ここに数は書けません' },
  'Unexpected string': { en: 'a text may not stand there', ja: 'ここに文字列は書けません' },
  'Bad control character in string literal': {
    en: 'a text holds a control character such as a line end; write it as \\n',
    ja: '文字列の中に改行などの制御文字があります。\\n のように書いてください',
  },
  'Bad escaped character': {
    en: 'a text holds an escape that there is not',
    ja: '文字列の中のエスケープが正しくありません',
  },
  'Bad Unicode escape': { en: 'four digits are needed behind \\u', ja: '\\u の後には 4 桁の 16 進数が必要です' },
  'No number after minus sign': wanted('a digit behind the minus', '- の後に数字'),
  'Unterminated fractional number': wanted('a digit behind the point', '小数点の後に数字'),
  'Exponent part is missing a number': wanted('a digit in the exponent', '指数部に数字'),
};
