import { fold } from './fold.ts';
import { requiredOf, type Shape } from './schemas.ts';

/**
 * What a handler gets of an SDK's input type: the SDK writes a required member as `T | undefined`,
 * and here it has been checked to be there, at every depth.
 */
export type Checked<T> = T extends Date | Uint8Array
  ? T
  : T extends readonly (infer Item)[]
    ? Checked<Item>[]
    : T extends object
      ? { [Name in keyof T]: object extends Pick<T, Name> ? Checked<T[Name]> : Checked<Exclude<T[Name], undefined>> }
      : T;

/** What is wrong with an input: at which member, and whether it is missing or of another type. */
export interface Misfit {
  /** `FindingCriteria.Criterion.severity.Gte`; positions in lists count from 1. */
  readonly path: string;
  readonly missing: boolean;
  /** What should stand there: "a list". */
  readonly expected: string;
}

/** The first member of `value` that is not as `shape` says, or nothing. Members that the shape does not know are not looked at. */
export const misfit = (shape: Shape, value: unknown): Misfit | undefined => check(shape)(value);

/** A structure, a map: not what JavaScript holds times and bytes in. */
export const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  !(value instanceof Uint8Array);

/** The members of a structure; none of anything else. */
export const membersOf = (value: unknown): Readonly<Record<string, unknown>> => (isPlain(value) ? value : {});

type Check = (value: unknown) => Misfit | undefined;

const simple = (expected: string, fits: (value: unknown) => boolean) => (): Check => (value) =>
  fits(value) ? undefined : wrong(expected);

const anything = (): Check => () => undefined;

const check = fold<[unknown], Misfit | undefined>({
  unit: anything,
  document: anything,
  string: simple('a string', (value) => typeof value === 'string'),
  boolean: simple('true or false', (value) => typeof value === 'boolean'),
  number: simple('a number', (value) => typeof value === 'number'),
  bigInteger: simple('a whole number', (value) => typeof value === 'bigint'),
  bigDecimal: simple('a number', (value) => typeof value === 'object' || typeof value === 'number'),
  blob: simple('bytes', (value) => value instanceof Uint8Array),
  timestamp: simple('a time', (value) => value instanceof Date && !Number.isNaN(value.getTime())),
  structure,
  union(shape, of) {
    const members = structure(shape, of);
    return (value) => (hasOneMember(value) ? members(value) : wrong('a structure with one member'));
  },
  list(shape, of) {
    const item = elementOf(shape, of);
    return (value) =>
      Array.isArray(value)
        ? first(
            value.map((inner, index) => [index + 1, inner]),
            item,
          )
        : wrong('a list');
  },
  map(shape, of) {
    const item = elementOf(shape, of);
    return (value) => (isPlain(value) ? first(Object.entries(value), item) : wrong('a map'));
  },
});

function structure(shape: Shape, of: (shape: Shape) => Check): Check {
  const required = requiredOf(shape);
  const members = [...shape.structIterator()].map(([name, member]) => ({ name, inside: of(member) }));
  return (value) => {
    if (!isPlain(value)) return wrong('a structure');
    for (const { name, inside } of members) {
      const inner = value[name];
      if (inner === undefined && required.has(name)) return { path: name, missing: true, expected: 'a value' };
      const found = inner === undefined ? undefined : inside(inner);
      if (found !== undefined) return under(name, found);
    }
    return undefined;
  };
}

/** In a sparse list or map there may be nulls. */
function elementOf(shape: Shape, of: (shape: Shape) => Check): Check {
  const item = of(shape.getValueSchema());
  const sparse = shape.getMergedTraits().sparse === 1;
  return (value) => (value === null && sparse ? undefined : item(value));
}

function first(entries: readonly (readonly [string | number, unknown])[], item: Check): Misfit | undefined {
  for (const [key, inner] of entries) {
    const found = item(inner);
    if (found !== undefined) return under(key, found);
  }
  return undefined;
}

/** A union is told by the one member that it has. */
const hasOneMember = (value: unknown): boolean =>
  isPlain(value) && Object.values(value).filter((inner) => inner !== undefined).length === 1;

const wrong = (expected: string): Misfit => ({ path: '', missing: false, expected });

const under = (name: string | number, { path, missing, expected }: Misfit): Misfit => ({
  path: path === '' ? String(name) : `${name}.${path}`,
  missing,
  expected,
});
