import fc from 'fast-check';
import { z } from 'zod';
import { pick, readable, words } from './random-words.contract.ts';
import type { EntityJson } from './read-entities.ts';

export interface RandomUid {
  readonly type: string;
  readonly id: string;
}

const ids = fc.constantFrom('0', '1', '2', '3', '"q"');
export const uid = (...types: string[]): fc.Arbitrary<RandomUid> => fc.record({ type: pick(types), id: ids });

/** What every random case speaks of, when it has a schema. */
const attributes = `{ n: Long, s: String, b: Bool, set: Set<Long>, r: Inner, u?: User, c?: Color,
    dec?: decimal, ip?: ipaddr, at?: datetime, len?: duration,
    nested?: Set<Set<Long>>, users?: Set<User>, deep?: Deep, "__proto__"?: Long, "constructor"?: Bool }`;
export const schema = `
  type Inner = { x: Long, "y z"?: String };
  type Deep = { a?: { b?: { c?: Long }, u?: User }, s?: Set<Inner>, "": Bool };
  entity Team in [Team, Org];
  entity Org;
  entity Color enum ["red", "blue", ""];
  entity User in [Team] ${attributes} tags Long;
  namespace N { entity Doc in [Doc, Org] ${attributes} tags Set<String>; }
  action "all", "none";
  action "some" in ["all"];
  action "read", "write" in ["some"] appliesTo {
    principal: [User, Team], resource: [User, N::Doc, Team], context: ${attributes}
  };
`;

const extension = (fn: keyof typeof readable): fc.Arbitrary<unknown> =>
  readable[fn].map((arg) => ({ __extn: { fn, arg } }));
const entity = (uids: fc.Arbitrary<RandomUid>): fc.Arbitrary<unknown> => uids.map((one) => ({ __entity: one }));
const few = fc.constantFrom(0, 1, 2, 7);
const inner = fc.record({ x: fc.constantFrom(0, 1, 7), 'y z': words }, { requiredKeys: ['x'] });
const innermost = fc.record({ c: few }, { requiredKeys: [] });
const deep = fc.record(
  {
    a: fc.record({ b: innermost, u: entity(uid('User')) }, { requiredKeys: [] }),
    s: fc.array(inner, { maxLength: 3 }),
    '': fc.boolean(),
  },
  { requiredKeys: [''] },
);

/** Values of attributes, each of the type that the schema gives it; entities and extensions are written in full. */
export const fields: fc.Arbitrary<Record<string, unknown>> = fc
  .record(
    {
      n: fc.constantFrom(0, 1, 2, -1, 7, Number.MAX_SAFE_INTEGER),
      s: words,
      b: fc.boolean(),
      set: fc.array(few, { maxLength: 20 }),
      r: inner,
      u: entity(uid('User')),
      c: entity(fc.constantFrom({ type: 'Color', id: 'red' }, { type: 'Color', id: '' })),
      dec: extension('decimal'),
      ip: extension('ip'),
      at: extension('datetime'),
      len: extension('duration'),
      nested: fc.array(fc.array(few, { maxLength: 3 }), { maxLength: 3 }),
      users: fc.array(entity(uid('User')), { maxLength: 3 }),
      deep,
      proto: few,
      constructor: fc.boolean(),
    },
    { requiredKeys: ['n', 's', 'b', 'set', 'r'] },
  )
  .map(({ proto, ...rest }) => (proto === undefined ? rest : own(rest, '__proto__', proto)));

/** The name `__proto__` means something else to JavaScript, except here and in `JSON.parse`. */
const own = (object: object, name: string, value: unknown): Record<string, unknown> =>
  Object.defineProperty({ ...object }, name, { value, enumerable: true, configurable: true, writable: true });

const Escapes = z.object({ __entity: z.unknown().optional(), __extn: z.object({ arg: z.unknown() }).optional() });

/** The same as a schema lets it be written: a bare `{type, id}` is an entity, a bare text a decimal. */
export function bare(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(bare);
  const { __entity: uid, __extn: call } = Escapes.parse(value);
  if (uid !== undefined || call !== undefined) return uid ?? call?.arg;
  return Object.keys(value).reduce(
    (copy, name) => own(copy, name, bare(Object.getOwnPropertyDescriptor(value, name)?.value)),
    {},
  );
}

/**
 * Entities, of which several may bear one name. Parents come later in the list, so that nothing goes in a circle;
 * teams form a hierarchy of ten steps.
 */
export const entities: fc.Arbitrary<EntityJson[]> = fc
  .tuple(
    fc.array(known('User', 'Team', few), { maxLength: 4 }),
    fc.array(known('N::Doc', 'Org', fc.constantFrom(['a'], [])), { maxLength: 4 }),
    fc.tuple(...Array.from({ length: 11 }, (_, place) => team(place))),
    fc.boolean(),
  )
  .map(([users, docs, teams, hierarchy]) => [...users, ...docs, ...(hierarchy ? teams : [])]);

function known(type: string, parent: string, tag: fc.Arbitrary<unknown>): fc.Arbitrary<EntityJson> {
  return fc.record({
    uid: uid(type),
    attrs: fields,
    parents: fc.array(uid(parent), { maxLength: 2 }),
    tags: fc.dictionary(words, tag, { maxKeys: 2 }),
  });
}

function team(place: number): fc.Arbitrary<EntityJson> {
  return fc.uniqueArray(fc.nat(9), { maxLength: 2 }).map((ups) => ({
    uid: { type: 'Team', id: String(place) },
    attrs: {},
    parents:
      place === 10
        ? [{ type: 'Org', id: '0' }]
        : [place + 1, ...ups.filter((up) => up > place)].map((up) => ({ type: 'Team', id: String(up) })),
  }));
}

/** Actions as entities, which only a case without a schema may bring: groups in groups, one with an attribute. */
export const actionEntities: fc.Arbitrary<EntityJson[]> = fc
  .array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 5 })
  .map((pairs) =>
    groups.flatMap((id, place) => ({
      uid: { type: 'Action', id },
      attrs: place === 0 ? { n: 1, b: true } : {},
      parents: pairs
        .filter(([low, high]) => low === place && high > place)
        .map(([, high]) => ({ type: high === 3 ? 'N::Action' : 'Action', id: groups[high] ?? '' })),
    })),
  );
const groups = ['read', 'some', 'all', 'every'];
