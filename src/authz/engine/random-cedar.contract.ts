import fc from 'fast-check';
import type { TemplateLink } from './open-policies.ts';
import type { EntityJson } from './read-entities.ts';

/** One set of policies with its entities, and requests to it. Policies and attributes are drawn so that they often meet. */
export interface Case {
  readonly policies: Readonly<Record<string, string>>;
  readonly templates: Readonly<Record<string, string>>;
  readonly links: readonly TemplateLink[];
  readonly schema?: string;
  readonly entities: readonly EntityJson[];
  readonly requests: readonly CaseRequest[];
}

export interface CaseRequest {
  readonly principal: Uid;
  readonly action: Uid;
  readonly resource: Uid;
  readonly context: Readonly<Record<string, unknown>>;
}

interface Uid {
  readonly type: string;
  readonly id: string;
}

/** What every random case speaks of, when it has a schema. */
const attributes = `{ n: Long, s: String, b: Bool, set: Set<Long>, r: Inner, u?: User, c?: Color,
    dec?: decimal, ip?: ipaddr, at?: datetime, len?: duration }`;
export const schema = `
  type Inner = { x: Long, "y z"?: String };
  entity Team in [Team, Org];
  entity Org;
  entity Color enum ["red", "blue"];
  entity User in [Team] ${attributes} tags Long;
  namespace N { entity Doc in [Doc, Org] ${attributes} tags Set<String>; }
  action "all", "none";
  action "some" in ["all"];
  action "read", "write" in ["some"] appliesTo {
    principal: [User, Team], resource: [User, N::Doc, Team], context: ${attributes}
  };
`;

const longs = '0 1 2 -1 7 3037000500 9007199254740991 9007199254740993 9223372036854775807 -9223372036854775808'.split(
  ' ',
);
const strings = ['', 'a', 'ab', 'a*b', 'é', '😀', 'x y', '1.0', 'a\\b'];
const patterns = ['*', 'a*', '*b', 'a\\*b', '*é*', '😀', 'a*b*', ''];
const decimals = ['1.0', '1.00', '-0.5', '0.0001', '922337203685477.5807', '1', '1.00001', '-922337203685477.5808'];
const addresses = '1.2.3.4 1.2.3.0/24 127.0.0.1 ::1 ff00::/8 1.2.3.4/33 1:2::3/64 0.0.0.0/0 224.0.0.9 01.2.3.4'.split(
  ' ',
);
const moments =
  '1970-01-01 2024-02-29 2023-02-29 2024-01-01T00:00:00Z 2024-01-01T00:00:00.001+0100 1969-12-31T23:59:59.999Z 9999-12-31 2024-01-01T24:00:00Z'.split(
    ' ',
  );
const lengths = '0ms 1d 1d2h3m4s5ms -1h 36h 1ms2s 106751991167d7h12m55s807ms -106751991167d7h12m55s808ms d'.split(' ');

const quoted = (text: string): string => JSON.stringify(text);
const pick = (texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);
const ids = fc.constantFrom('0', '1', '2', '3', '"q"');
const uid = (...types: string[]): fc.Arbitrary<Uid> => fc.record({ type: pick(types), id: ids });
const written = ({ type, id }: Uid): string => `${type}::${quoted(id)}`;

const principals = uid('User', 'User', 'Team');
const resources = uid('N::Doc', 'N::Doc', 'User', 'Team');
const actions: fc.Arbitrary<Uid> = pick(['read', 'write', 'some', 'all', 'none']).map((id) => ({ type: 'Action', id }));
const anyone = fc.oneof(principals, resources, uid('Org'), fc.constant({ type: 'Color', id: 'red' }));

type Sorts = Record<
  'bool' | 'long' | 'text' | 'entity' | 'set' | 'record' | 'decimal' | 'ip' | 'at' | 'len' | 'any',
  string
>;

const between = (left: fc.Arbitrary<string>, operators: string, right: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(left, pick(operators.split(' ')), right).map(([one, operator, other]) => `(${one} ${operator} ${other})`);
const called = (on: fc.Arbitrary<string>, methods: string, by: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(on, pick(methods.split(' ')), by).map(([one, method, other]) => `(${one}).${method}(${other})`);
const nothing = fc.constant('');
const owner = pick(['principal', 'resource', 'context', 'context', 'principal.u', 'resource.r', 'action']);
const field = (name: string): fc.Arbitrary<string> => owner.map((of) => `${of}.${name}`);
const chosen = (condition: fc.Arbitrary<string>, value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(condition, value, value).map(([one, yes, no]) => `(if ${one} then ${yes} else ${no})`);

const { bool: condition } = fc.letrec<Sorts>((tie) => {
  const rarely = (usual: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.oneof({ weight: 30, arbitrary: usual }, { weight: 1, arbitrary: tie('any') });
  const [bool, long, text, entity] = [
    rarely(tie('bool')),
    rarely(tie('long')),
    rarely(tie('text')),
    rarely(tie('entity')),
  ];
  const [set, decimal] = [rarely(tie('set')), rarely(tie('decimal'))];
  const [ip, at, len] = [rarely(tie('ip')), rarely(tie('at')), rarely(tie('len'))];
  const small = { maxDepth: 3, depthSize: 'xsmall', withCrossShrink: true } as const;
  return {
    bool: fc.oneof(
      small,
      fc.oneof(pick(['true', 'false']), field('b')),
      between(bool, '&& ||', bool),
      between(long, '< <= > >= == !=', long),
      between(tie('any'), '== !=', tie('any')),
      between(entity, 'in', entity),
      between(entity, 'in', set),
      fc.array(entity, { maxLength: 3 }).chain((items) => between(entity, 'in', fc.constant(`[${items.join()}]`))),
      fc
        .tuple(owner, pick(['n', 's', 'u', 'u.n', 'u.u.n', 'r.x', 'r."y z"', 'zz', 'ip']))
        .map(([of, path]) => (path.includes('"') ? `(${of} has r && ${of}.r has "y z")` : `(${of} has ${path})`)),
      fc.tuple(text, pick(patterns)).map(([one, pattern]) => `(${one} like "${pattern}")`),
      fc.tuple(entity, pick(['User', 'Team', 'N::Doc'])).map(([one, type]) => `(${one} is ${type})`),
      fc.tuple(entity, entity).map(([one, within]) => `(${one} is User in ${within})`),
      called(set, 'contains', tie('any')),
      called(set, 'containsAll containsAny', set),
      called(set, 'isEmpty', nothing),
      called(entity, 'hasTag', text),
      bool.map((one) => `!${one}`),
      chosen(bool, bool),
      called(decimal, 'lessThan lessThanOrEqual greaterThan greaterThanOrEqual', decimal),
      called(ip, 'isIpv4 isIpv6 isLoopback isMulticast', nothing),
      called(ip, 'isInRange', ip),
      between(at, '< <= > >= ==', at),
      between(len, '< <= > >= ==', len),
    ),
    long: fc.oneof(
      small,
      fc.oneof(pick(longs), field('n'), field('r.x')),
      between(long, '+ - *', long),
      long.map((one) => `(-${one})`),
      chosen(bool, long),
      called(len, 'toMilliseconds toSeconds toMinutes toHours toDays', nothing),
      called(entity, 'getTag', text),
    ),
    text: fc.oneof(small, fc.oneof(pick(strings).map(quoted), field('s'), field('r["y z"]')), chosen(bool, text)),
    entity: fc.oneof(
      small,
      fc.oneof(pick(['principal', 'resource', 'action']), anyone.map(written), field('u'), field('c')),
      chosen(bool, entity),
    ),
    set: fc.oneof(
      small,
      field('set'),
      fc.array(tie('any'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
      fc.array(long, { maxLength: 20 }).map((items) => `[${items.join(', ')}]`),
    ),
    record: fc.oneof(
      small,
      fc.oneof(field('r'), fc.constant('context')),
      fc.tuple(long, text).map(([x, y]) => `{x: ${x}, "y z": ${y}}`),
      long.map((x) => `{x: ${x}}`),
    ),
    decimal: fc.oneof(
      small,
      field('dec'),
      pick(decimals).map((one) => `decimal("${one}")`),
    ),
    ip: fc.oneof(
      small,
      field('ip'),
      pick(addresses).map((one) => `ip("${one}")`),
    ),
    at: fc.oneof(
      small,
      fc.oneof(
        field('at'),
        pick(moments).map((one) => `datetime("${one}")`),
      ),
      called(at, 'offset', len),
      called(at, 'toDate', nothing),
    ),
    len: fc.oneof(
      small,
      fc.oneof(
        field('len'),
        pick(lengths).map((one) => `duration("${one}")`),
      ),
      called(at, 'durationSince', at),
      called(at, 'toTime', nothing),
    ),
    any: fc.oneof(
      small,
      ...(['bool', 'long', 'text', 'entity', 'set', 'record', 'decimal', 'ip', 'at', 'len'] as const).map((sort) =>
        tie(sort),
      ),
    ),
  };
});

const scope = (name: string, target: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(name) },
    target.map((one) => `${name} == ${one}`),
    target.map((one) => `${name} in ${one}`),
    pick(['User', 'Team', 'N::Doc']).map((type) => `${name} is ${type}`),
    fc.tuple(pick(['User', 'Team', 'N::Doc']), target).map(([type, one]) => `${name} is ${type} in ${one}`),
  );

const actionScope = fc.oneof(
  { weight: 4, arbitrary: fc.constant('action') },
  actions.map((one) => `action == ${written(one)}`),
  actions.map((one) => `action in ${written(one)}`),
  fc.array(actions, { maxLength: 3 }).map((some) => `action in [${some.map(written).join()}]`),
);

const policy = (principal: fc.Arbitrary<string>, resource: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .record({
      effect: pick(['permit', 'permit', 'forbid']),
      principal,
      action: actionScope,
      resource,
      clauses: fc.array(fc.tuple(pick(['when', 'unless']), condition), { maxLength: 2 }),
    })
    .map(({ effect, principal: who, action, resource: what, clauses }) => {
      const conditions = clauses.map(([kind, body]) => ` ${kind} { ${body} }`);
      return `${effect}(${who}, ${action}, ${what})${conditions.join('')};`;
    });

const target = anyone.map(written);
const template = policy(
  scope('principal', fc.constant('?principal')),
  scope('resource', fc.constant('?resource')),
).filter((text) => text.includes('?'));

const numbered = (prefix: string, texts: readonly string[]): Record<string, string> =>
  Object.fromEntries(texts.map((text, place) => [`${prefix}${place}`, text]));

/** Values of attributes, each of the type that the schema gives it; `escaped` writes entities and extensions in full. */
const fields = (escaped: boolean): fc.Arbitrary<Record<string, unknown>> => {
  const extension = (fn: string, texts: readonly string[]): fc.Arbitrary<unknown> =>
    pick(texts).map((arg) => (escaped ? { __extn: { fn, arg } } : arg));
  const entity = (uids: fc.Arbitrary<Uid>): fc.Arbitrary<unknown> =>
    uids.map((one) => (escaped ? { __entity: one } : one));
  return fc.record(
    {
      n: fc.constantFrom(0, 1, 2, -1, 7, Number.MAX_SAFE_INTEGER),
      s: pick(strings),
      b: fc.boolean(),
      set: fc.array(fc.constantFrom(0, 1, 2, 7), { maxLength: 20 }),
      r: fc.record({ x: fc.constantFrom(0, 1, 7), 'y z': pick(strings) }, { requiredKeys: ['x'] }),
      u: entity(uid('User')),
      c: entity(fc.constantFrom({ type: 'Color', id: 'red' }, { type: 'Color', id: 'blue' })),
      dec: extension('decimal', decimals.slice(0, 5)),
      ip: extension('ip', addresses.slice(0, 5)),
      at: extension('datetime', moments.slice(0, 2)),
      len: extension('duration', lengths.slice(0, 5)),
    },
    { requiredKeys: ['n', 's', 'b', 'set', 'r'] },
  );
};

/** Parents come later in the list, so that nothing goes in a circle; teams form a hierarchy of ten steps. */
const entities = (escaped: boolean): fc.Arbitrary<EntityJson[]> => {
  const some = fields(escaped);
  const steps = fc.uniqueArray(fc.nat(9), { maxLength: 2 });
  const team = (place: number): fc.Arbitrary<EntityJson> =>
    steps.map((ups) => ({
      uid: { type: 'Team', id: String(place) },
      attrs: {},
      parents:
        place === 10
          ? [{ type: 'Org', id: '0' }]
          : [
              { type: 'Team', id: String(place + 1) },
              ...ups.filter((up) => up > place).map((up) => ({ type: 'Team', id: String(up) })),
            ],
    }));
  const user = fc.record({
    uid: uid('User'),
    attrs: some,
    parents: fc.array(uid('Team'), { maxLength: 2 }),
    tags: fc.dictionary(pick(strings), fc.constantFrom(0, 1), { maxKeys: 2 }),
  });
  const doc = fc.record({
    uid: uid('N::Doc'),
    attrs: some,
    parents: fc.array(uid('Org'), { maxLength: 2 }),
    tags: fc.dictionary(pick(strings), fc.constantFrom(['a'], []), { maxKeys: 2 }),
  });
  return fc
    .tuple(
      fc.array(user, { maxLength: 4 }),
      fc.array(doc, { maxLength: 4 }),
      fc.tuple(...Array.from({ length: 11 }, (_, place) => team(place))),
      fc.boolean(),
    )
    .map(([users, docs, teams, hierarchy]) => [...users, ...docs, ...(hierarchy ? teams : [])]);
};

const requests = (escaped: boolean): fc.Arbitrary<CaseRequest[]> =>
  fc.array(fc.record({ principal: principals, action: actions, resource: resources, context: fields(escaped) }), {
    minLength: 1,
    maxLength: 8,
  });

const links = (templates: readonly string[]): fc.Arbitrary<TemplateLink[]> =>
  fc
    .array(fc.record({ place: fc.nat(Math.max(0, templates.length - 1)), principal: anyone, resource: anyone }), {
      maxLength: templates.length === 0 ? 0 : 4,
    })
    .map((filled) =>
      filled.map(({ place, principal, resource }, number): TemplateLink => {
        const text = templates[place] ?? '';
        return {
          id: `link${number}`,
          template: `template${place}`,
          values: {
            ...(text.includes('?principal') ? { '?principal': principal } : {}),
            ...(text.includes('?resource') ? { '?resource': resource } : {}),
          },
        };
      }),
    );

/** Cases without a schema, where entities and extensions are written in full, and cases with one, where they are not. */
export const cases: fc.Arbitrary<Case> = fc
  .record({
    policies: fc.array(policy(scope('principal', target), scope('resource', target)), { maxLength: 6 }),
    templates: fc.array(template, { maxLength: 2 }),
    typed: fc.boolean(),
  })
  .chain(({ policies, templates, typed }) =>
    fc.record({ links: links(templates), entities: entities(!typed), requests: requests(!typed) }).map((rest) => ({
      ...rest,
      policies: numbered('policy', policies),
      templates: numbered('template', templates),
      ...(typed ? { schema, requests: rest.requests.map(conforming) } : {}),
    })),
  );

/** The schema lets only two actions have a context. */
const conforming = (request: CaseRequest): CaseRequest =>
  request.action.id === 'read' || request.action.id === 'write' ? request : { ...request, context: {} };
