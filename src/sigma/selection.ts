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
  if (isMap(selection)) return readMap(selection, placeholders);
  return readField('', selection, placeholders);
}

function readList(items: readonly unknown[], placeholders: Placeholders): Tree {
  if (items.length === 0) throw nothingToFind();
  if (items.every((item) => !isMap(item) && !Array.isArray(item))) return readField('', items, placeholders);
  return {
    kind: 'any',
    of: items.map((item, index) =>
      below([index], () => {
        if (!Array.isArray(item)) return readSelection(item, placeholders);
        throw new Trouble('A list stands within a list.', 'Write the items of both into one list.');
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
    'The selection is empty, so there is nothing to look for.',
    'Write at least one field and its value, or remove it.',
  );

/** One field with its modifiers, `field|contains|all`, and its value or values. */
function readField(key: string, given: unknown, placeholders: Placeholders): Tree {
  const [field = '', ...names] = key.split('|');
  const values = (Array.isArray(given) ? given : [given]).map((scalar) => readValue(key, scalar));
  if (values.length === 0)
    throw new Trouble(`"${key}" has an empty list of values.`, 'Write a value, or null for a field that is missing.');
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
    `The value of "${key}" is a map or a list within a list.`,
    'Write one value or a flat list; fields within fields are written with dots: a.b.',
  );
}

function modify(values: readonly Value[], names: readonly string[], placeholders: Placeholders): readonly Value[] {
  return names.reduce<readonly Value[]>((current, name) => {
    if (Object.hasOwn(listModifiers, name)) return current;
    const changed = current.flatMap((value) => modifyOne(value, name, placeholders));
    if (changed.length <= limits.alternatives) return changed;
    throw new Trouble(`The modifiers make more than ${limits.alternatives} values.`, 'Split the selection.');
  }, values);
}

function modifyOne(value: Value, name: string, placeholders: Placeholders): readonly Value[] {
  const modifier = Object.hasOwn(modifiers, name) ? modifiers[name] : undefined;
  if (!modifier) {
    const known = [...Object.keys(listModifiers), ...Object.keys(modifiers)].toSorted().join(', ');
    throw new Trouble(`There is no modifier "${name}".`, `Use one of: ${known}.`);
  }
  if (modifier.takes.includes(value.kind)) return modifier.change(value, placeholders);
  throw new Trouble(
    `The modifier "${name}" (${modifier.about}) cannot be used on ${kindNames[value.kind]}.`,
    name.length === 1 ? `Write "re" before "${name}".` : 'Change the value or the order of the modifiers.',
  );
}

const kindNames: Readonly<Record<Value['kind'], string>> = {
  text: 'a text',
  bytes: 'encoded bytes',
  literal: 'a number or true/false',
  nothing: 'null',
  finished: 'a value that another modifier has finished',
  regex: 'a regular expression',
  number: 'a comparison of numbers',
  reference: 'the name of a field',
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

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
