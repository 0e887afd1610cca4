import fc, { type Arbitrary } from 'fast-check';
import { kindOf, requiredOf, type Kind, type Shape } from './schemas.ts';

/** What the wire can carry of texts: XML loses blanks at the ends, and headers are no place for these. */
export interface Wire {
  readonly text: Arbitrary<string>;
  /** Query protocols and XML lose lists, maps and structures that are empty. */
  readonly keepsEmpty: boolean;
}

/** Any value of a shape: what a client could send, or a service could answer. */
export function valuesOf(shape: Shape, wire: Wire, depth = 0): Arbitrary<unknown> {
  return makers[kindOf(shape)](shape, wire, depth);
}

const deepest = 5;

/** With no number beyond what JavaScript holds exactly: from Node 22 on the SDK reads those as `bigint`. */
const small = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
    typeof inner === 'number' && Math.abs(inner) > Number.MAX_SAFE_INTEGER ? 0 : inner,
  );

type Maker = (shape: Shape, wire: Wire, depth: number) => Arbitrary<unknown>;

const makers: Readonly<Record<Kind, Maker>> = {
  unit: () => fc.constant(undefined),
  document: () =>
    fc
      .jsonValue({ maxDepth: 2 })
      .map(small)
      .filter((value) => value !== null),
  string: (shape, { text }) =>
    shape.getMergedTraits().httpLabel === 1 ? text.filter((value) => value !== '' && !/^\.+$/.test(value)) : text,
  boolean: () => fc.boolean(),
  // JSON has one zero.
  number: () => fc.oneof(fc.integer(), fc.double({ noNaN: true, min: -1e9, max: 1e9 })).map((value) => value + 0),
  bigInteger: () => fc.bigInt({ min: -(2n ** 50n), max: 2n ** 50n }),
  bigDecimal: () => fc.constant(undefined),
  blob: () => fc.uint8Array({ minLength: 1, maxLength: 20 }),
  timestamp: () => fc.integer({ min: 0, max: 4e9 }).map((seconds) => new Date(seconds * 1000)),
  structure,
  union(shape, wire, depth) {
    const all = [...shape.structIterator()];
    const flat = all.filter(([, member]) => isFlat(member));
    const members = depth < deepest || flat.length === 0 ? all : flat;
    return fc.oneof(
      ...members.map(([name, member]) =>
        fc.constant(0).chain(() => valuesOf(member, wire, depth + 1).map((value) => ({ [name]: value }))),
      ),
    );
  },
  list(shape, wire, depth) {
    const most = depth > deepest ? (wire.keepsEmpty ? 0 : 1) : 3;
    return fc.array(valuesOf(shape.getValueSchema(), wire, depth + 1), {
      minLength: wire.keepsEmpty && shape.getMergedTraits().httpQuery === undefined ? 0 : 1,
      maxLength: most,
    });
  },
  map(shape, wire, depth) {
    const most = depth > deepest ? (wire.keepsEmpty ? 0 : 1) : 3;
    const size = { minKeys: wire.keepsEmpty ? 0 : 1, maxKeys: most };
    return fc.dictionary(
      wire.text.filter((key) => key !== ''),
      valuesOf(shape.getValueSchema(), wire, depth + 1),
      size,
    );
  },
};

function structure(shape: Shape, wire: Wire, depth: number): Arbitrary<unknown> {
  const required = requiredOf(shape);
  const members = [...shape.structIterator()].filter(
    ([name, member]) => required.has(name) || depth < deepest || isFlat(member),
  );
  const fields = Object.fromEntries(
    members.map(([name, member]) => [name, fc.constant(0).chain(() => valuesOf(member, wire, depth + 1))]),
  );
  const always = members.filter(
    ([name, member]) => required.has(name) || member.isIdempotencyToken() || member.getMergedTraits().httpLabel === 1,
  );
  return fc.record(fields, { requiredKeys: always.map(([name]) => name) });
}

const isFlat = (shape: Shape): boolean => !['structure', 'union', 'list', 'map'].includes(kindOf(shape));
