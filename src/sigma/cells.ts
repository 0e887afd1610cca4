/** An event as its log wrote it. */
export type Fields = Readonly<Record<string, unknown>>;

/** What is asked of one cell, which is never null. */
export type CellTest = (cell: unknown) => boolean;

/** Where a field is looked for: under its own name first, then under the name the log gives it. */
export interface Place {
  /** Makes the test of an event: true when a cell of the field holds. Lists on the way mean any of their elements. */
  some(holds: CellTest): (fields: Fields) => boolean;
  /** True when the field is there, whatever it holds: null and the empty list too. */
  present(fields: Fields): boolean;
}

/** A field's own name, and the one that the log gives it. */
export function namesOf(field: string, aliases: Readonly<Record<string, string>>): string[] {
  const alias = Object.hasOwn(aliases, field) ? aliases[field] : undefined; // own: fields may be called constructor
  return alias === undefined ? [field] : [field, alias];
}

/** The place of `field`, whose dots may part nested objects or belong to a key: `a.b` finds {a:{b}} and {'a.b'}. */
export function placeOf(field: string, aliases: Readonly<Record<string, string>> = {}): Place {
  const [name = field, alias] = namesOf(field, aliases);
  const own = finderOf(name);
  if (alias === undefined) return { some: own.some, present: (fields) => own.find(fields, never) !== absent };
  const other = finderOf(alias);
  const find: Find = (fields, holds) => {
    const found = own.find(fields, holds);
    return found === absent ? other.find(fields, holds) : found;
  };
  return {
    some: (holds) => (fields) => find(fields, holds) === held,
    present: (fields) => find(fields, never) !== absent,
  };
}

/** The whole event as one cell: what keywords are looked for in. */
export const wholeEvent: Place = { some: (holds) => holds, present: () => true };

/** The text by which a cell is compared: an object's is its JSON. */
export function textOf(cell: unknown): string {
  if (typeof cell === 'string') return cell;
  try {
    return JSON.stringify(cell) ?? ''; // of a number or a boolean, its text
  } catch {
    return ''; // nested deeper than the stack goes: made to hurt, and no rule speaks of it
  }
}

/** First cell of a field as text, or undefined when it holds no value. */
export function firstText(place: Place, fields: Fields): string | undefined {
  let text: string | undefined;
  place.some((cell) => {
    text = textOf(cell);
    return true;
  })(fields);
  return text;
}

/** `keys[from][to]` is the key that joins the parts from..to: where a key holds dots itself. */
type Path = readonly (readonly string[])[];

function pathOf(parts: readonly string[]): Path {
  return parts.map((_, from) => parts.map((__, to) => parts.slice(from, to + 1).join('.')));
}

const absent = 0;
const there = 1;
const held = 2;
type Found = typeof absent | typeof there | typeof held;

const never = (): boolean => false;

type Find = (fields: Fields, holds: CellTest) => Found;

interface Finder {
  readonly find: Find;
  readonly some: Place['some'];
}

/** Looks straight down the path first, which is where nearly every field is, and everywhere else only then. */
function finderOf(field: string): Finder {
  const parts = field.split('.');
  const path = pathOf(parts);
  if (parts.some(isInherited)) return finder((fields, holds) => walk(fields, path, 0, holds));
  if (parts.length > 1) {
    return finder((fields, holds) => {
      const value = straightDown(fields, parts);
      return value === undefined ? walk(fields, path, 0, holds) : leaf(value, path, holds);
    });
  }
  const find: Find = (fields, holds) => {
    const value = fields[field];
    return value === undefined ? absent : leaf(value, path, holds);
  };
  return {
    find,
    some: (holds) => (fields) => {
      const value = fields[field];
      if (typeof value === 'string') return holds(value);
      return value !== undefined && leaf(value, path, holds) === held;
    },
  };
}

const finder = (find: Find): Finder => ({ find, some: (holds) => (fields) => find(fields, holds) === held });

/** Names that every object, list or text answers to without holding them. */
const isInherited = (name: string): boolean =>
  name in Array.prototype || name in String.prototype || /^\d+$/.test(name);

function straightDown(fields: Fields, parts: readonly string[]): unknown {
  let value: unknown = fields;
  for (const part of parts) {
    if (!isRecord(value)) return undefined;
    value = value[part];
  }
  return value;
}

function leaf(value: unknown, path: Path, holds: CellTest): Found {
  if (typeof value === 'object') return walk(value, path, path.length, holds);
  return holds(value) ? held : there;
}

function walk(value: unknown, path: Path, at: number, holds: CellTest): Found {
  if (Array.isArray(value)) return walkEach(value, path, at, holds);
  if (at === path.length) return value !== null && value !== undefined && holds(value) ? held : there;
  return isRecord(value) ? descend(value, path, at, holds) : absent;
}

/** Lists within lists count as one list, down to a depth that no log has. */
function walkEach(values: readonly unknown[], path: Path, at: number, holds: CellTest): Found {
  let found: Found = at === path.length ? there : absent;
  for (const value of values.some(Array.isArray) ? values.flat(deepest) : values) {
    const one = Array.isArray(value) ? absent : walk(value, path, at, holds);
    if (one === held) return held;
    if (one === there) found = there;
  }
  return found;
}

const deepest = 16;

/** The shortest key that leads anywhere wins, so that nested objects come before keys with dots. */
function descend(value: Fields, path: Path, at: number, holds: CellTest): Found {
  const keys = path[at] ?? [];
  for (let to = at; to < keys.length; to++) {
    const key = keys[to] ?? '';
    if (!Object.hasOwn(value, key)) continue; // own keys only: an event may not borrow from Object.prototype
    const found = walk(value[key], path, to + 1, holds);
    if (found !== absent) return found;
  }
  return absent;
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
