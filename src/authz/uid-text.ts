import { inspect } from 'node:util';
import { Fault } from '#kernel';
import { isTypeName } from './engine/names.ts';
import type { Uid } from './engine/policy-set.ts';

/** The name of an entity: in two parts, or as Cedar writes it, `User::"alice"`. */
export type UidLike = Uid | string;

/** Throws `BadInput` where a text is no name of an entity. */
export function uidOf(name: UidLike): Uid {
  if (typeof name !== 'string') return isUid(name) ? name : refuse(name);
  const [, type = '', quoted = ''] = /^\s*([\w:]+)::("(?:[^"\\]|\\[^])*")\s*$/.exec(name) ?? [];
  const id = quoted === '' ? undefined : textOf(quoted);
  if (id !== undefined && isTypeName(type)) return { type, id };
  return refuse(name);
}

/** Programs without types may give anything. */
const isUid = (name: unknown): name is Uid =>
  typeof name === 'object' && name !== null && 'type' in name && 'id' in name && isText(name.type) && isText(name.id);

const isText = (part: unknown): boolean => typeof part === 'string';

function refuse(name: unknown): never {
  const written = typeof name === 'string' ? JSON.stringify(name) : inspect(name, { depth: 0 });
  throw new Fault('BadInput', {
    en: `${written} is no name of an entity. Write it as Cedar does: User::"alice".`,
    ja: `${written} はエンティティの名前ではありません。Cedar の書き方（User::"alice"）で書いてください。`,
  });
}

/** A backslash and what it makes special; or what no backslash stands before. */
const pieces = /\\u\{([\da-f]{1,6})\}|\\u([\da-f]{4})|\\x([0-7][\da-f])|\\([^])|[^\\]+/gi;

/** Cedar's escapes, and those of JSON, by which Yagura's own messages write what steers. Source: Cedar's grammar, "STR". */
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
  '0': '\0',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** What a text in quotation marks says; nothing where one of its escapes is none. */
function textOf(quoted: string): string | undefined {
  const said = [...quoted.slice(1, -1).matchAll(pieces)].map(([piece, braced, four, two, letter]) => {
    const code = braced ?? four ?? two;
    if (code !== undefined) return characterOf(Number.parseInt(code, 16));
    return letter === undefined ? piece : escapes[letter];
  });
  return said.includes(undefined) ? undefined : said.join('');
}

const characterOf = (code: number): string | undefined => (code <= 0x10ffff ? String.fromCodePoint(code) : undefined);
