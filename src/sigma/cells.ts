/** An event as its log wrote it. */
export type Fields = Readonly<Record<string, unknown>>;

/** Where a field is looked for: under its own name first, then under the name the log gives it. */
export interface Place {
  /** True when a cell of the field holds; arrays on the way mean any of their elements. Nulls are no cells. */
  some(fields: Fields, holds: (cell: unknown) => boolean): boolean;
  /** True when the field is there, whatever it holds: null and the empty list too. */
  present(fields: Fields): boolean;
}

/** The place of `field`, whose dots may part nested objects or belong to a key: `a.b` finds {a:{b}} and {'a.b'}. */
export function placeOf(field: string, aliases: Readonly<Record<string, string>> = {}): Place {
  const names = [field, ...(Object.hasOwn(aliases, field) ? [aliases[field] ?? field] : [])];
  const paths = names.map(pathOf);
  const visit = (fields: Fields, holds: (cell: unknown) => boolean): Found => {
    for (const path of paths) {
      const found = walk(fields, path, 0, holds);
      if (found !== absent) return found;
    }
    return absent;
  };
  return {
    some: (fields, holds) => visit(fields, holds) === held,
    present: (fields) => visit(fields, never) !== absent,
  };
}

/** The whole event as one cell: what keywords are looked for in. */
export const wholeEvent: Place = {
  some: (fields, holds) => holds(fields),
  present: () => true,
};

/** The text by which a cell is compared: an object's is its JSON. */
export function textOf(cell: unknown): string {
  if (typeof cell === 'string') return cell;
  return typeof cell === 'object' ? (JSON.stringify(cell) ?? '') : String(cell);
}

/** First cell of a field as text, or undefined when it holds no value. */
export function firstText(place: Place, fields: Fields): string | undefined {
  let text: string | undefined;
  place.some(fields, (cell) => {
    text = textOf(cell);
    return true;
  });
  return text;
}

/** `keys[from][to]` is the key that joins the parts from..to: where a key holds dots itself. */
type Path = readonly (readonly string[])[];

function pathOf(field: string): Path {
  const parts = field.split('.');
  return parts.map((_, from) => parts.map((__, to) => parts.slice(from, to + 1).join('.')));
}

const absent = 0;
const there = 1;
const held = 2;
type Found = typeof absent | typeof there | typeof held;

const never = (): boolean => false;

function walk(value: unknown, path: Path, at: number, holds: (cell: unknown) => boolean): Found {
  if (Array.isArray(value)) return walkEach(value, path, at, holds);
  if (at === path.length) return value !== null && value !== undefined && holds(value) ? held : there;
  return isRecord(value) ? descend(value, path, at, holds) : absent;
}

function walkEach(values: readonly unknown[], path: Path, at: number, holds: (cell: unknown) => boolean): Found {
  let found: Found = at === path.length ? there : absent;
  for (const value of values) {
    const one = walk(value, path, at, holds);
    if (one === held) return held;
    if (one === there) found = there;
  }
  return found;
}

/** The shortest key that leads anywhere wins, so that nested objects come before keys with dots. */
function descend(value: Fields, path: Path, at: number, holds: (cell: unknown) => boolean): Found {
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
