import { z } from 'zod';
import { apart, type Text } from './text.ts';

type Issue = z.core.$ZodIssue;

/** How an input is spoken of. */
interface Spoken {
  /** The input itself, where the trouble has no place in it. */
  readonly whole: Text;
  /** What stands before a place, such as `--`. */
  readonly before?: string;
  /** Sentences that a schema has of its own, in both languages; zod knows the English one. */
  readonly own?: readonly Text[];
  /** Where the value at a path was written, told in brackets. */
  readonly at?: (path: readonly PropertyKey[]) => Text | undefined;
}

/** What is wrong with an input: each trouble with its place and what to write, one after the other. */
export function issuesText({ issues }: z.core.$ZodError, { whole, before = '', own = [], at }: Spoken): Text {
  const told = issues.map((issue) => {
    const place = issue.path.length === 0 ? undefined : `${before}${issue.path.join('.')}`;
    const said = own.find(({ en }) => en === issue.message) ?? issueText(issue);
    const origin = at?.(issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path);
    const { en, ja } = origin === undefined ? { en: '', ja: '' } : { en: ` (${origin.en})`, ja: `（${origin.ja}）` };
    return { en: `${place ?? whole.en}${en}: ${said.en}`, ja: `${place ?? whole.ja}${ja}: ${said.ja}` };
  });
  return { en: told.map(({ en }) => en).join('; '), ja: told.map(({ ja }) => ja).join('、') };
}

/** A text of one form, and what is said in both languages, without a stop, of one that has another. */
export const textLike = (form: RegExp, { en, ja }: Text): z.ZodString =>
  z.string().refine((text) => form.test(text), { error: en, params: { ja } });

/** One trouble. Where no sentence is written for it, zod's own stands in both languages. */
export function issueText(issue: Issue): Text {
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknown(issue.keys.map((key) => `"${key}"`).join(', '));
    case 'invalid_type':
      return wanted(kinds[issue.expected], issue);
    case 'invalid_format':
      return wanted(kinds[issue.format], issue);
    case 'invalid_value':
      return oneOf(issue.values.map(String).join(', '));
    case 'invalid_union':
      return ofLast(issue.errors, issue);
    case 'too_small':
      return atLeast(Number(issue.minimum), issue.origin);
    case 'too_big':
      return atMost(Number(issue.maximum), issue.origin);
    default:
      return plain(issue);
  }
}

/** So much of what is counted: letters of a text, entries of a list; a number is counted by itself. */
function amount(much: number, origin: string): Text {
  const one = much === 1;
  if (origin === 'string') return { en: `${much} ${one ? 'character' : 'characters'}`, ja: `${much} 文字` };
  if (origin === 'array') return { en: `${much} ${one ? 'entry' : 'entries'}`, ja: `${much} 件` };
  return { en: String(much), ja: String(much) };
}

function atLeast(much: number, origin: string): Text {
  if (much === 1 && (origin === 'string' || origin === 'array'))
    return { en: 'it must not be empty', ja: '空にはできません' };
  const { en, ja } = amount(much, origin);
  return { en: `at least ${en} is needed`, ja: `${apart(ja)}以上が必要です` };
}

function atMost(much: number, origin: string): Text {
  const { en, ja } = amount(much, origin);
  return { en: `${en} is the most`, ja: `最大は ${apart(ja)}です` };
}

const kinds: Readonly<Record<string, Text>> = {
  number: { en: 'a number', ja: '数' },
  int: { en: 'a whole number', ja: '整数' },
  boolean: { en: 'true or false', ja: 'true または false' },
  string: { en: 'a text', ja: '文字列' },
  array: { en: 'a list', ja: 'リスト' },
  object: { en: 'a block of names and values', ja: '名前と値の組' },
  record: { en: 'a block of names and values', ja: '名前と値の組' },
  datetime: { en: 'a time such as 2026-03-01T00:00:00Z', ja: '2026-03-01T00:00:00Z のような日時' },
  url: { en: 'an address such as https://example.com', ja: 'https://example.com のような URL' },
  base64: { en: 'a text in base64', ja: 'base64 の文字列' },
};

const wanted = (kind: Text | undefined, issue: Issue): Text =>
  kind === undefined ? plain(issue) : { en: `${kind.en} is needed`, ja: `${apart(kind.ja)}を指定してください` };

/** What the last of several forms wants: the plainest. */
function ofLast(errors: readonly Issue[][], issue: Issue): Text {
  const [inner] = errors.at(-1) ?? [];
  return inner === undefined ? plain(issue) : issueText(inner);
}

const unknown = (keys: string): Text => ({ en: `there is no ${keys}`, ja: `${keys} という項目はありません` });
const oneOf = (values: string): Text => ({ en: `it is one of ${values}`, ja: `${values} のいずれかです` });
/** What is said of it as it is; `params.ja` of a check of our own is its Japanese. */
const plain = (issue: Issue): Text => {
  const ja: unknown = issue.code === 'custom' ? issue.params?.['ja'] : undefined;
  return { en: issue.message, ja: typeof ja === 'string' ? ja : issue.message };
};
