import { isJsonObject, type Text } from '#kernel';
import { limits } from './limits.ts';
import { listModifiers, modifiers } from './modifiers.ts';
import { mapLiterals, within } from './pattern.ts';
import type { Placeholders } from './placeholders.ts';
import { below, Trouble } from './trouble.ts';
import type { Matcher, Test, Tree } from './tree.ts';
import { matcherOf, valueOf, type Value } from './values.ts';

/**
 * Reads one selection: a map (all of its fields), a list of maps (any of them), or keywords.
 * Throws a Trouble whose path begins at the selection.
 */
export function readSelection(selection: unknown, placeholders: Placeholders): Tree {
  if (Array.isArray(selection)) return readList(selection, placeholders);
  if (isJsonObject(selection)) return readMap(selection, placeholders);
  return readField('', selection, placeholders);
}

function readList(items: readonly unknown[], placeholders: Placeholders): Tree {
  if (items.length === 0) throw nothingToFind();
  if (items.every((item) => !isJsonObject(item) && !Array.isArray(item))) return readField('', items, placeholders);
  return {
    kind: 'any',
    of: items.map((item, index) =>
      below([index], () => {
        if (!Array.isArray(item)) return readSelection(item, placeholders);
        throw new Trouble(
          { en: 'A list stands within a list.', ja: 'リストの中にリストがあります。' },
          { en: 'Write the items of both into one list.', ja: '1 つのリストにまとめてください。' },
        );
      }),
    ),
  };
}

function readMap(map: Readonly<Record<string, unknown>>, placeholders: Placeholders): Tree {
  const tests = Object.entries(map).map(([key, value]) => below([key], () => readField(key, value, placeholders)));
  const [only] = tests;
  if (only === undefined) throw nothingToFind();
  return tests.length === 1 ? only : { kind: 'all', of: tests };
}

const nothingToFind = (): Trouble =>
  new Trouble(
    {
      en: 'The selection is empty, so there is nothing to look for.',
      ja: 'セレクションが空のため、検出するものがありません。',
    },
    {
      en: 'Write at least one field and its value, or remove it.',
      ja: 'フィールドと値を 1 つ以上書くか、このセレクションを削除してください。',
    },
  );

/** One field with its modifiers, `field|contains|all`, and its value or values. */
function readField(key: string, given: unknown, placeholders: Placeholders): Tree {
  const [field = '', ...names] = key.split('|');
  const values = (Array.isArray(given) ? given : [given]).map((scalar) => readValue(key, scalar));
  if (values.length === 0)
    throw new Trouble(
      { en: `"${key}" has an empty list of values.`, ja: `「${key}」の値のリストが空です。` },
      {
        en: 'Write a value, or null for a field that is missing.',
        ja: '値を書いてください。フィールドがないことを表すには null と書きます。',
      },
    );
  const matchers = modify(values, names, placeholders).map(matcherOf);
  const test: Test = {
    kind: 'test',
    field,
    matchers: field === '' ? matchers.flatMap(keyword) : matchers,
    every: names.includes('all'),
  };
  const whole = field === '' && test.every ? keywordsOf(matchers) : test;
  return names.includes('neq') ? { kind: 'not', of: whole } : whole;
}

function readValue(key: string, scalar: unknown): Value {
  const value = valueOf(scalar);
  if (value) return value;
  throw new Trouble(
    {
      en: `The value of "${key}" is a map or a list within a list.`,
      ja: `「${key}」の値がマップか、リストの中のリストになっています。`,
    },
    {
      en: 'Write one value or a flat list; fields within fields are written with dots: a.b.',
      ja: '1 つの値か、入れ子のないリストを書いてください。フィールドの中のフィールドは a.b のようにドットで書きます。',
    },
  );
}

function modify(values: readonly Value[], names: readonly string[], placeholders: Placeholders): readonly Value[] {
  return names.reduce<readonly Value[]>((current, name) => {
    if (Object.hasOwn(listModifiers, name)) return current;
    const changed = current.flatMap((value) => modifyOne(value, name, placeholders));
    if (changed.length <= limits.alternatives) return changed;
    throw new Trouble(
      {
        en: `The modifiers make more than ${limits.alternatives} values.`,
        ja: `修飾子によって値が ${limits.alternatives} 個を超えます。`,
      },
      { en: 'Split the selection.', ja: 'セレクションを分けてください。' },
    );
  }, values);
}

function modifyOne(value: Value, name: string, placeholders: Placeholders): readonly Value[] {
  const modifier = Object.hasOwn(modifiers, name) ? modifiers[name] : undefined;
  if (!modifier) {
    const known = [...Object.keys(listModifiers), ...Object.keys(modifiers)].toSorted().join(', ');
    throw new Trouble(
      { en: `There is no modifier "${name}".`, ja: `「${name}」という修飾子はありません。` },
      { en: `Use one of: ${known}.`, ja: `次のいずれかを使ってください: ${known}` },
    );
  }
  if (modifier.takes.includes(value.kind)) return modifier.change(value, placeholders);
  throw new Trouble(
    {
      en: `The modifier "${name}" (${modifier.about}) cannot be used on ${kindNames[value.kind].en}.`,
      ja: `修飾子「${name}」は${kindNames[value.kind].ja}に使えません。`,
    },
    name.length === 1
      ? { en: `Write "re" before "${name}".`, ja: `「${name}」の前に「re」を書いてください。` }
      : { en: 'Change the value or the order of the modifiers.', ja: '値か、修飾子の順序を変えてください。' },
  );
}

const kindNames: Readonly<Record<Value['kind'], Text>> = {
  text: { en: 'a text', ja: '文字列' },
  bytes: { en: 'encoded bytes', ja: 'エンコードされた値' },
  literal: { en: 'a number or true/false', ja: '数値または true/false' },
  nothing: { en: 'null', ja: ' null ' },
  finished: { en: 'a value that another modifier has finished', ja: '別の修飾子で確定した値' },
  regex: { en: 'a regular expression', ja: '正規表現' },
  number: { en: 'a comparison of numbers', ja: '数値の比較' },
  reference: { en: 'the name of a field', ja: 'フィールド名' },
};

/** Keywords stand for themselves anywhere in the event, as they are or as JSON writes them. */
function keyword(matcher: Matcher): Matcher[] {
  if (matcher.kind !== 'text') return [matcher];
  const written = mapLiterals(matcher.pattern, (literal) => JSON.stringify(literal).slice(1, -1));
  const patterns =
    JSON.stringify(written) === JSON.stringify(matcher.pattern) ? [matcher.pattern] : [matcher.pattern, written];
  return patterns.map((pattern) => ({ ...matcher, pattern: within('*', pattern, '*') }));
}

const keywordsOf = (matchers: readonly Matcher[]): Tree => ({
  kind: 'all',
  of: matchers.map((matcher) => ({ kind: 'test', field: '', matchers: keyword(matcher), every: false })),
});
