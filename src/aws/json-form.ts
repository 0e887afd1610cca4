import { fold } from './fold.ts';
import { isPlain } from './check.ts';
import { timeFormatOf, timeFormats, readTime, type TimeFormat } from './times.ts';
import type { Shape } from './schemas.ts';

/** How shapes stand in JSON: whether members bear the names of the wire, and how times are written. */
interface Style {
  readonly wireNames: boolean;
  /** The format where the schema asks for none; `always` overrules what it asks for. */
  readonly times: TimeFormat;
  readonly always?: boolean;
}

/** Reads and writes values of a shape as what `JSON.parse` gives and `JSON.stringify` takes. */
export interface JsonForm {
  /** INVARIANT: never throws; what is of another type is left as it is, for the check of the input to refuse. */
  read(shape: Shape): (json: unknown) => unknown;
  write(shape: Shape): (value: unknown) => unknown;
}

const same = (value: unknown): unknown => value;
const always = () => same;

function jsonForm({ wireNames, times, always: overruled = false }: Style): JsonForm {
  const keyOf: KeyOf = (name, member) => (wireNames ? (member.getMergedTraits().jsonName ?? name) : name);
  const formatOf: FormatOf = (shape) => (overruled ? times : timeFormatOf(shape, times));
  return { read: reader(keyOf, formatOf), write: writer(keyOf, formatOf) };
}

type KeyOf = (name: string, member: Shape) => string;
type FormatOf = (shape: Shape) => TimeFormat;

const reader = (keyOf: KeyOf, formatOf: FormatOf): JsonForm['read'] =>
  fold<[unknown], unknown>({
    ...simple,
    timestamp(shape) {
      const format = formatOf(shape);
      return (json) => readTime(json, format);
    },
    blob: () => (json) => (typeof json === 'string' ? bytesOf(json) : json),
    number: () => (json) => {
      if (typeof json === 'bigint') return Number(json);
      return typeof json === 'string' ? (namedNumbers.get(json) ?? json) : json;
    },
    bigInteger: () => (json) => (Number.isInteger(json) ? BigInt(Number(json)) : json),
    ...containers((name, member) => ({ from: keyOf(name, member), to: name })),
  });

const writer = (keyOf: KeyOf, formatOf: FormatOf): JsonForm['write'] =>
  fold<[unknown], unknown>({
    ...simple,
    timestamp(shape) {
      const format = timeFormats[formatOf(shape)];
      return (value) => (value instanceof Date ? format.write(value) : value);
    },
    blob: () => (value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value),
    number: () => (value) => (typeof value === 'number' && !Number.isFinite(value) ? String(value) : value),
    bigInteger: () => (value) => (typeof value === 'bigint' ? Number(value) : value),
    ...containers((name, member) => ({ from: name, to: keyOf(name, member) })),
  });

const simple = { unit: always, document: always, string: always, boolean: always, bigDecimal: always };

const namedNumbers = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
]);

/** The bytes of a base64 text, or the text itself when it is none. */
function bytesOf(text: string): unknown {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64').replace(/=+$/, '') === text.replace(/=+$/, '') ? new Uint8Array(bytes) : text;
}

type Work = (value: unknown) => unknown;
type Rename = (name: string, member: Shape) => { from: string; to: string };

/** Structures, lists and maps are read and written alike, but for the names of members. Nulls in structures are nothing. */
const containers = (rename: Rename) => {
  const structure = (shape: Shape, of: (shape: Shape) => Work): Work => {
    const members = [...shape.structIterator()].map(([name, member]) => ({
      ...rename(name, member),
      inside: of(member),
    }));
    return (value) => {
      if (!isPlain(value)) return value;
      const made: Record<string, unknown> = {};
      for (const { from, to, inside } of members) {
        const inner = value[from];
        if (inner !== undefined && inner !== null) made[to] = inside === same ? inner : inside(inner);
      }
      return made;
    };
  };
  return { structure, union: structure, list, map };
};

function list(shape: Shape, of: (shape: Shape) => Work): Work {
  const item = of(shape.getValueSchema());
  return item === same ? same : (value) => (Array.isArray(value) ? value.map((inner) => item(inner)) : value);
}

function map(shape: Shape, of: (shape: Shape) => Work): Work {
  const item = of(shape.getValueSchema());
  if (item === same) return same;
  return (value) =>
    isPlain(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, item(inner)])) : value;
}

/** restJson1: members bear their JSON names. */
export const restJson = jsonForm({ wireNames: true, times: 'epoch' });
/** awsJson1_0 and awsJson1_1: members bear their own names. */
export const rpcJson = jsonForm({ wireNames: false, times: 'epoch' });
/** The page and the command line: the names of the SDK, times as people read them. */
export const plainJson = jsonForm({ wireNames: false, times: 'iso', always: true });
