import { kindOf, requiredOf, type Kind, type Shape } from './schemas.ts';

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
export function misfit(shape: Shape, value: unknown, path = ''): Misfit | undefined {
  const { expected, fits, inside } = checks[kindOf(shape)];
  if (!fits(value)) return { path, missing: false, expected };
  return inside?.(shape, value, path);
}

interface Check {
  readonly expected: string;
  readonly fits: (value: unknown) => boolean;
  readonly inside?: (shape: Shape, value: unknown, path: string) => Misfit | undefined;
}

/** A structure, a map: not what JavaScript holds times and bytes in. */
export const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  !(value instanceof Uint8Array);

const isTime = (value: unknown): boolean => value instanceof Date && !Number.isNaN(value.getTime());

/** Every kind of shape, by what JavaScript holds it in. */
const checks: Readonly<Record<Kind, Check>> = {
  unit: { expected: 'nothing', fits: () => true },
  document: { expected: 'any value', fits: () => true },
  structure: { expected: 'a structure', fits: isPlain, inside: insideStructure },
  union: { expected: 'a structure with one member', fits: hasOneMember, inside: insideStructure },
  list: { expected: 'a list', fits: Array.isArray, inside: insideItems },
  map: { expected: 'a map', fits: isPlain, inside: insideItems },
  string: { expected: 'a string', fits: (value) => typeof value === 'string' },
  boolean: { expected: 'true or false', fits: (value) => typeof value === 'boolean' },
  number: { expected: 'a number', fits: (value) => typeof value === 'number' },
  bigInteger: { expected: 'a whole number', fits: (value) => typeof value === 'bigint' },
  bigDecimal: { expected: 'a number', fits: (value) => typeof value === 'object' || typeof value === 'number' },
  blob: { expected: 'bytes', fits: (value) => value instanceof Uint8Array },
  timestamp: { expected: 'a time', fits: isTime },
};

function insideStructure(shape: Shape, value: unknown, path: string): Misfit | undefined {
  if (!isPlain(value)) return undefined;
  const required = requiredOf(shape);
  for (const [name, member] of shape.structIterator()) {
    const inner = value[name];
    const at = path === '' ? name : `${path}.${name}`;
    const found = inner === undefined ? undefined : misfit(member, inner, at);
    if (found !== undefined) return found;
    if (inner === undefined && required.has(name)) return { path: at, missing: true, expected: 'a value' };
  }
  return undefined;
}

function insideItems(shape: Shape, value: unknown, path: string): Misfit | undefined {
  const item = shape.getValueSchema();
  const sparse = shape.getMergedTraits().sparse === 1;
  const entries = Array.isArray(value) ? value.map((inner, index) => [index + 1, inner]) : Object.entries(value ?? {});
  for (const [key, inner] of entries) {
    const found = inner === null && sparse ? undefined : misfit(item, inner, `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A union is told by the one member that it has. */
function hasOneMember(value: unknown): boolean {
  return isPlain(value) && Object.values(value).filter((inner) => inner !== undefined).length === 1;
}
