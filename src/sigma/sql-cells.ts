import { namesOf } from './cells.ts';
import type { Aliases } from './compile.ts';
import { quoted } from './sql-text.ts';

/** Where a rule's fields are in a table. */
export interface SqlFields {
  /** SQL expressions of text for fields of the log; an empty text means that the event lacks the field. */
  readonly sqlFields: Readonly<Record<string, string>>;
  /** The column with the event as JSON; without one only the fields above are known. */
  readonly raw?: string | undefined;
  readonly aliases?: Aliases | undefined;
}

/** Expression of the texts (Array(String)) that a field holds; nulls and missing fields hold none. */
export function textsSql(field: string, fields: SqlFields): string {
  const [own, ...others] = namesIn(field, fields).map((name) => textsUnder(name, fields));
  return others.reduce((first = noTexts, next) => `if(notEmpty(${first}), ${first}, ${next})`, own) ?? noTexts;
}

/** Condition that a field is there, be it null or an empty list. */
export function presentSql(field: string, fields: SqlFields): string {
  return `(${namesIn(field, fields)
    .map((name) => presentUnder(name, fields))
    .join(' OR ')})`;
}

const noTexts = 'emptyArrayString()';

const namesIn = (field: string, { aliases = {} }: SqlFields): string[] => namesOf(field, aliases);

function textsUnder(name: string, { sqlFields, raw }: SqlFields): string {
  const column = Object.hasOwn(sqlFields, name) ? sqlFields[name] : undefined;
  if (column !== undefined) return `arrayFilter(x -> x != '', [toString(${column})])`;
  return raw === undefined ? noTexts : jsonTexts(name, raw);
}

function presentUnder(name: string, { sqlFields, raw }: SqlFields): string {
  const column = Object.hasOwn(sqlFields, name) ? sqlFields[name] : undefined;
  if (column !== undefined) return `toString(${column}) != ''`;
  if (raw === undefined) return 'false';
  const parts = name.split('.').map(quoted).join(', ');
  const literal = name.includes('.') ? ` OR JSONHas(${raw}, ${quoted(name)})` : '';
  return `(JSONHas(${raw}, ${parts}) OR notEmpty(${cells(name, raw)})${literal})`;
}

/** Expression of the texts that a path of a JSON column leads to; an object is its JSON. */
export const jsonTexts = (name: string, raw: string): string =>
  `arrayMap(x -> if(startsWith(x, '"'), JSONExtractString(x), x), arrayFilter(x -> x != 'null', ${cells(name, raw)}))`;

/** The first of them, or an empty text. */
export const jsonText = (name: string, raw: string): string => `${jsonTexts(name, raw)}[1]`;

/** The JSON of each cell: through objects, into every element of lists; else the whole name as one key. */
function cells(name: string, raw: string): string {
  const [first = '', ...rest] = name.split('.');
  const nested = rest.reduce(
    (found, part) => `arrayFlatten(arrayMap(x -> ${under('x', part)}, ${found}))`,
    under(raw, first),
  );
  return rest.length === 0 ? nested : `if(notEmpty(${nested}), ${nested}, ${under(raw, name)})`;
}

const under = (json: string, key: string): string =>
  `multiIf(JSONType(${json}, ${quoted(key)}) = 'Array', JSONExtractArrayRaw(${json}, ${quoted(key)}), JSONHas(${json}, ${quoted(key)}), [JSONExtractRaw(${json}, ${quoted(key)})], ${noTexts})`;
