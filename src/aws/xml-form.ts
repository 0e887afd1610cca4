import { membersOf } from './check.ts';
import { fold } from './fold.ts';
import type { Shape } from './schemas.ts';
import { timeFormatOf, timeFormats } from './times.ts';

/** Writes a value as an XML element of this name. */
type Write = (value: unknown, name: string) => string;

/** The members of a structure as XML elements, one after the other, without one around them. */
export function xmlMembers(shape: Shape, value: unknown): string {
  if (!shape.isStructSchema() || value === undefined) return '';
  return write(shape)(value, '');
}

/** `<name>text</name>`, escaped. */
export const xmlElement = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`;

const within = (name: string, inside: string): string => (name === '' ? inside : `<${name}>${inside}</${name}>`);

const simple = (textOf: (value: unknown) => string) => (): Write => (value, name) => xmlElement(name, textOf(value));

const write = fold<[unknown, string], string>({
  structure,
  union: structure,
  list(shape, of) {
    const item = shape.getValueSchema();
    const inside = of(item);
    const flat = shape.getMergedTraits().xmlFlattened === 1;
    const itemName = item.getMergedTraits().xmlName ?? 'member';
    return (value, name) => {
      const list: readonly unknown[] = Array.isArray(value) ? value : [];
      const written = list.map((inner) => inside(inner, flat ? name : itemName)).join('');
      return flat ? written : within(name, written);
    };
  },
  map(shape, of) {
    const item = shape.getValueSchema();
    const inside = of(item);
    const flat = shape.getMergedTraits().xmlFlattened === 1;
    const keyName = shape.getKeySchema().getMergedTraits().xmlName ?? 'key';
    const valueName = item.getMergedTraits().xmlName ?? 'value';
    return (value, name) => {
      const entries = Object.entries(value ?? {}).map(
        ([key, inner]) => xmlElement(keyName, key) + inside(inner, valueName),
      );
      if (flat) return entries.map((entry) => within(name, entry)).join('');
      return within(name, entries.map((entry) => within('entry', entry)).join(''));
    };
  },
  timestamp(shape) {
    const format = timeFormats[timeFormatOf(shape, 'iso')];
    return (value, name) => xmlElement(name, value instanceof Date ? String(format.write(value)) : '');
  },
  blob: simple((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : '')),
  string: simple(String),
  boolean: simple(String),
  number: simple(String),
  bigInteger: simple(String),
  bigDecimal: simple(String),
  document: simple((value) => JSON.stringify(value)),
  unit: () => (_value, name) => within(name, ''),
});

function structure(shape: Shape, of: (shape: Shape) => Write): Write {
  const members = [...shape.structIterator()].map(([name, member]) => ({
    name,
    tag: member.getMemberTraits().xmlName ?? name,
    inside: of(member),
  }));
  return (value, name) => {
    const given = membersOf(value);
    const written = members.map(({ name: member, tag, inside }) => {
      const inner = given[member];
      return inner === undefined || inner === null ? '' : inside(inner, tag);
    });
    return within(name, written.join(''));
  };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

/** Text for XML 1.0, which cannot hold most control characters nor halves of pairs: those become the replacement character. */
export const escaped = (text: string): string => (/^[ !#-%'-;=?-~]*$/.test(text) ? text : withoutMarks(text));

const withoutMarks = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\P{Cc}\x7F-\x9F]|\p{Cs}|[\uFFFE\uFFFF]/gu, '\uFFFD')
    .replaceAll(/[&<>"\r]/g, (letter) => entities[letter] ?? letter);
