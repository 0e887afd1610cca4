// Opens no lake.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { CompiledQuery } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exactJsonText, Fault } from '#kernel';
import { openStore, type Store } from '#store';
import { openPolicies } from '../src/authz/engine/open-policies.ts';
import { parseSchema } from '../src/authz/engine/parse-schema.ts';
import type { EntityJson } from '../src/authz/engine/read-entities.ts';
import type { Filter, Term } from '../src/authz/questions/filter.ts';
import { filterOf } from '../src/authz/questions/filter-of-residual.ts';
import { residualOf } from '../src/authz/questions/residual.ts';
import { sqlOf } from '../src/authz/questions/sql.ts';
import { postgresFolder, startPostgres } from '../src/store/debian-postgres.contract.ts';

// A filter finds just the entities that the policies would allow one by one: as SQL in both databases, and as JSON.

const schema = parseSchema(`
  entity Team in [Team];
  entity User in [Team] { level: Long };
  entity Album in [Album] { owner: User };
  type Place = { city: String, zip?: Long };
  entity Photo in [Album] {
    owner: User, album?: Album, title: String, size: Long, rating?: Long, private: Bool, shared?: Bool,
    labels: Set<String>, readers?: Set<User>, scores: Set<Long>, place: Place,
  };
  action "view" appliesTo { principal: [User], resource: [Photo] };
`);

const pick = (...texts: string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);
const written = (...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((some) => `(${some.join(' ')})`);
const called = (on: fc.Arbitrary<string>, method: string, by: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(on, by).map(([one, other]) => `${one}.${method}(${other})`);
const long = pick(
  'resource.size',
  'resource.rating',
  'resource.place.zip',
  '1',
  '2',
  '5',
  '9007199254740993',
  '9223372036854775807',
  'principal.level',
  'resource.title',
);
const odd = [`it's`, String.raw`a\b"`, '日本\n?'];
const quoted = odd.map((one) => JSON.stringify(one));
const text = pick(
  'resource.title',
  'resource.place.city',
  '"a"',
  '"A*b"',
  '"100%"',
  '"a_[b]"',
  'resource.size',
  ...quoted,
);
const user = pick('principal', 'resource.owner', 'resource.album.owner', 'User::"0"', 'User::"1"', 'resource');
const strings = pick('resource.labels', '["a"]', '["A*b", "a"]', '[]', `[${quoted.join()}]`);
const users = pick('resource.readers', '[User::"0", User::"2"]');
const album = pick('Album::"0"', 'Album::"1"', '[Album::"2", Album::"1"]', 'Photo::"3"', 'Team::"0"');

const { condition } = fc.letrec<{ condition: string }>((tie) => {
  const inner = tie('condition');
  return {
    condition: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      pick('resource.private', 'resource.shared', 'true', 'resource.title', 'resource.rating'),
      written(long, pick('<', '<=', '>', '>=', '==', '!='), long),
      written(text, pick('==', '!='), text),
      written(user, pick('==', '!='), user),
      written(
        pick('resource.title', 'resource.place.city'),
        pick('like'),
        pick('"a*"', '"*b"', '"A\\**"', '"*%*"', '"a_[b]"', '"?"', `"*'*"`, String.raw`"a\\*"`, '"日?*"', '"*本*"'),
      ),
      pick('rating', 'shared', 'album', 'place', 'place.zip', 'readers', 'title', 'nothing', 'album.owner').map(
        (name) => `resource has ${name}`,
      ),
      written(pick('resource', 'resource.album'), pick('in'), album),
      written(
        pick('resource.owner', 'principal'),
        pick('in'),
        pick('Team::"0"', 'Team::"1"', 'User::"1"', 'resource.owner', 'resource.readers'),
      ),
      pick('resource is Photo', 'resource is User', 'resource is Photo in Album::"1"', 'resource.owner is User'),
      called(strings, 'contains', text),
      called(users, 'contains', user),
      called(pick('resource.scores'), 'contains', pick('1', '2', '9007199254740993', '"a"')),
      called(strings, 'containsAll', pick('["a"]', '[]', '["a", "A*b"]')),
      called(strings, 'containsAny', strings),
      called(pick('resource.labels', 'resource.scores', 'resource.readers'), 'isEmpty', pick('')),
      written(inner, pick('&&', '||'), inner),
      inner.map((one) => `!${one.startsWith('(') ? one : `(${one})`}`),
      fc.tuple(inner, inner, inner).map(([test, yes, no]) => `(if ${test} then ${yes} else ${no})`),
    ),
  };
});
const policy = fc
  .tuple(
    pick('permit', 'permit', 'forbid'),
    pick('resource', 'resource in Album::"1"', 'resource == Photo::"2"', 'resource is Photo'),
    pick('when', 'unless'),
    condition,
  )
  .map(([effect, scope, kind, body]) => `${effect}(principal, action, ${scope}) ${kind} { ${body} };`);

const uid = (type: string, id: number) => ({ type, id: String(id) });
const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined });
const photo = fc.record({
  owner: fc.nat(2),
  album: maybe(fc.nat(2)),
  title: pick('a', 'A*b', 'ab', '100%', 'a_[b]', '', ...odd),
  size: fc.constantFrom<number | bigint>(1, 2, 5, 9_007_199_254_740_992n, 9_007_199_254_740_993n, 2n ** 63n - 1n),
  rating: maybe(fc.constantFrom(1, 2, 5)),
  private: fc.boolean(),
  shared: maybe(fc.boolean()),
  labels: fc.subarray(['a', 'A*b', '100%', ...odd]),
  readers: maybe(fc.subarray([0, 1, 2])),
  scores: fc.subarray<number | bigint>([1, 2, 9_007_199_254_740_992n, 9_007_199_254_740_993n]),
  city: pick('a', 'ab'),
  zip: maybe(fc.constantFrom(1, 5)),
});
type Photo = typeof photo extends fc.Arbitrary<infer One> ? One : never;
const world = fc.record({
  photos: fc.array(photo, { minLength: 1, maxLength: 6 }),
  teams: fc.array(fc.nat(1), { minLength: 3, maxLength: 3 }),
  levels: fc.array(fc.constantFrom(1, 5), { minLength: 3, maxLength: 3 }),
  nested: fc.boolean(),
});
type World = typeof world extends fc.Arbitrary<infer One> ? One : never;

const plainPhoto: Photo = {
  owner: 0,
  album: undefined,
  title: 'a',
  size: 1,
  rating: undefined,
  private: false,
  shared: undefined,
  labels: [],
  readers: undefined,
  scores: [],
  city: 'a',
  zip: undefined,
};
/** A policy that allows one photo of two, so that something is told apart whatever else is drawn. */
const someAllowed: [string[], World] = [
  ['permit(principal, action, resource) when { resource.private };'],
  { photos: [plainPhoto, { ...plainPhoto, private: true }], teams: [0, 0, 0], levels: [1, 1, 1], nested: false },
];

const given = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

function entitiesOf({ photos, teams, levels, nested }: World): (EntityJson & { uid: { type: string; id: string } })[] {
  return [
    { uid: uid('Team', 0), attrs: {}, parents: [] },
    { uid: uid('Team', 1), attrs: {}, parents: nested ? [uid('Team', 0)] : [] },
    ...teams.map((team, id) => ({ uid: uid('User', id), attrs: { level: levels[id] }, parents: [uid('Team', team)] })),
    ...[0, 1, 2].map((id) => ({
      uid: uid('Album', id),
      attrs: { owner: uid('User', id) },
      parents: nested && id < 2 ? [uid('Album', id + 1)] : [],
    })),
    ...photos.map((one, id) => ({
      uid: uid('Photo', id),
      attrs: given({
        ...one,
        city: undefined,
        zip: undefined,
        owner: uid('User', one.owner),
        album: one.album === undefined ? undefined : uid('Album', one.album),
        readers: one.readers?.map((reader) => uid('User', reader)),
        place: given({ city: one.city, zip: one.zip }),
      }),
      parents: one.album === undefined ? [] : [uid('Album', one.album)],
    })),
  ];
}

const columns = {
  id: 'photos.id',
  attributes: {
    ...Object.fromEntries(
      'owner album title size rating private shared labels readers scores'
        .split(' ')
        .map((name) => [name, `photos.${name}`]),
    ),
    'place.city': 'photos.city',
    'place.zip': 'photos.zip',
    place: 'photos.city',
    'album.owner': 'photos.album_owner',
  },
  ancestors: 'ancestors',
};

/** The reader of a filter that any program could have: over attributes as JSON. */
function holds(
  filter: Filter,
  entity: { uid: object; attrs: object },
  isIn: (left: unknown, right: unknown) => boolean,
): boolean {
  const inner = (part: Filter): boolean => holds(part, entity, isIn);
  const at = (path: readonly string[]): unknown =>
    path.reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null && name in value
          ? Object.entries(value).find(([key]) => key === name)?.[1]
          : undefined,
      path.length === 0 ? entity.uid : entity.attrs,
    );
  const side = (term: Term): unknown =>
    plain('value' in term ? term.value : term.attribute.length === 0 ? entity.uid : at(term.attribute));
  if ('always' in filter) return filter.always;
  if ('all' in filter) return filter.all.every(inner);
  if ('any' in filter) return filter.any.some(inner);
  if ('not' in filter) return !inner(filter.not);
  if ('present' in filter) return at(filter.present) !== undefined;
  if ('empty' in filter) return exactJsonText(at(filter.empty)) === '[]';
  return comparisons[filter.compare](side(filter.left), side(filter.right), isIn);
}

/** Entities as their two parts, however they are written. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null && '__entity' in value) return plain(value['__entity']);
  return typeof value === 'object' && value !== null && 'type' in value && 'id' in value
    ? `${String(value.type)}:${String(value.id)}`
    : value;
};
const number = (value: unknown): number | bigint =>
  typeof value === 'number' || typeof value === 'bigint' ? value : Number.NaN;
const same = (left: unknown, right: unknown): boolean => {
  const sorted = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(String).toSorted((one, other) => one.localeCompare(other)) : value;
  return exactJsonText(sorted(left)) === exactJsonText(sorted(right));
};
const comparisons = {
  '==': same,
  '!=': (left: unknown, right: unknown) => !same(left, right),
  '<': (left: unknown, right: unknown) => number(left) < number(right),
  '<=': (left: unknown, right: unknown) => number(left) <= number(right),
  '>': (left: unknown, right: unknown) => number(left) > number(right),
  '>=': (left: unknown, right: unknown) => number(left) >= number(right),
  in: (left: unknown, right: unknown, isIn: (left: unknown, right: unknown) => boolean) => isIn(left, right),
  contains: (left: unknown, right: unknown) => Array.isArray(left) && left.some((item) => same(item, right)),
  like: (left: unknown, right: unknown) =>
    new RegExp(
      `^${String(right).replaceAll(/\\([^])|\*|[^]/g, (found, escaped?: string) =>
        found === '*' ? '[^]*' : `\\u{${(escaped ?? found).codePointAt(0)?.toString(16)}}`,
      )}$`,
      'u',
    ).test(String(left)),
};

const installed = await postgresFolder();
const databases: { name: string; runs: number; open: () => Promise<{ store: Store; close(): Promise<void> }> }[] = [
  {
    name: 'SQLite',
    runs: 100,
    open: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'yagura-filter-'));
      const store = await openStore({ path: join(folder, 'photos.db') });
      return {
        store,
        close: async () => {
          await store[Symbol.asyncDispose]();
          await rm(folder, { recursive: true });
        },
      };
    },
  },
  ...(installed === undefined
    ? []
    : [
        {
          name: 'PostgreSQL',
          runs: 60,
          open: async () => {
            const server = await startPostgres(installed);
            const store = await openStore({ url: server.url });
            return {
              store,
              close: async () => {
                await store[Symbol.asyncDispose]();
                await server[Symbol.asyncDispose]();
              },
            };
          },
        },
      ]),
];

describe.each(databases)('A filter in $name', ({ name, runs, open }) => {
  let opened: Awaited<ReturnType<typeof open>>;
  const run = (text: string, parameters: readonly unknown[] = []) =>
    opened.store.db.executeQuery<{ id: string }>(CompiledQuery.raw(text, [...parameters]));
  const isPostgres = name === 'PostgreSQL';
  const [number, truth, json] = isPostgres ? ['bigint', 'boolean', 'jsonb'] : ['integer', 'integer', 'text'];

  beforeAll(async () => {
    opened = await open();
    await run(
      `create table photos (id text, owner text, album text, title text, size ${number}, rating ${number}, private ${truth}, shared ${truth}, labels ${json}, readers ${json}, scores ${json}, city text, zip ${number}, album_owner text)`,
    );
    await run('create table ancestors (type text, id text, ancestor_type text, ancestor_id text)');
  }, 60_000);
  afterAll(() => opened.close());

  const insert = (table: string, row: readonly unknown[]) =>
    run(`insert into ${table} values (${row.map((_, place) => (isPostgres ? `$${place + 1}` : '?')).join(', ')})`, row);
  const flag = (value: boolean | undefined) => (value === undefined || isPostgres ? (value ?? null) : Number(value));

  async function fill(photos: readonly Photo[], above: readonly (readonly string[])[]): Promise<void> {
    await run('delete from photos');
    await run('delete from ancestors');
    for (const [id, one] of photos.entries()) {
      const sets = [one.labels, one.readers?.map(String), one.scores].map((set) =>
        set === undefined ? null : exactJsonText(set),
      );
      const album = one.album === undefined ? null : String(one.album);
      await insert('photos', [
        String(id),
        String(one.owner),
        album,
        one.title,
        one.size,
        one.rating ?? null,
        flag(one.private),
        flag(one.shared),
        ...sets,
        one.city,
        one.zip ?? null,
        album,
      ]);
    }
    for (const row of above) await insert('ancestors', row);
  }

  it('finds just what the policies allow one by one', { timeout: 0 }, async () => {
    const tally = { said: 0, some: 0, all: 0, none: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(policy, { minLength: 1, maxLength: 4 }), world, async (policies, made) => {
        const set = openPolicies({ policies: policies.join('\n'), schema });
        const list = entitiesOf(made);
        const entities = set.load(list);
        const asked = { principal: uid('User', 0), action: { type: 'Action', id: 'view' }, context: {}, entities };
        let filter: Filter;
        let sql;
        try {
          filter = filterOf(residualOf(set, { ...asked, resource: { type: 'Photo' } }), set);
          sql = sqlOf(filter, columns, isPostgres ? 'postgres' : 'sqlite');
        } catch (error) {
          expect(error).toBeInstanceOf(Fault);
          expect(error).toMatchObject({ code: 'Unsupported' });
          return;
        }
        const above = [...entities].flatMap((one) =>
          entities.ancestorsOf(one).map(({ type, id }) => [one.uid.type, one.uid.id, type, id]),
        );
        await fill(made.photos, above);
        const isIn = (left: unknown, right: unknown): boolean =>
          left === right || above.some((row) => `${row[0]}:${row[1]}` === left && `${row[2]}:${row[3]}` === right);
        const photos = list.filter(({ uid: { type } }) => type === 'Photo');
        const allowed = photos
          .filter((one) => set.decide({ ...asked, resource: one.uid }).decision === 'allow')
          .map((one) => one.uid.id);
        const { rows } = await run(`select id from photos where ${sql.text}`, sql.parameters);
        expect(rows.map(({ id }) => id).toSorted()).toEqual(allowed.toSorted());
        const joined = photos.map((one) => ({ ...one, attrs: { ...one.attrs, album: albumOf(one, list) } }));
        expect(joined.filter((one) => holds(filter, one, isIn)).map((one) => one.uid.id)).toEqual(allowed);
        tally.said += 1;
        tally[allowed.length === 0 ? 'none' : allowed.length === photos.length ? 'all' : 'some'] += 1;
      }),
      { numRuns: runs, examples: [someAllowed] },
    );
    expect(tally.said).toBeGreaterThan(runs / 3);
    expect(tally.some).toBeGreaterThan(0);
  });
});

/** An album beside its attributes, so that `album.owner` is found where the reader looks for it. */
function albumOf(one: EntityJson, list: readonly EntityJson[]): unknown {
  const { album } = one.attrs;
  if (album === undefined) return undefined;
  return { ...Object(album), ...list.find((other) => plain(other.uid) === plain(album))?.attrs };
}

it('says what no filter can say, and what it needs', () => {
  const filter = (policies: string, asked: object = {}) => {
    const set = openPolicies({ policies, schema });
    const entities = set.load([]);
    const request = {
      principal: uid('User', 0),
      action: { type: 'Action', id: 'view' },
      resource: { type: 'Photo' },
      context: {},
      entities,
      ...asked,
    };
    return filterOf(residualOf(set, request), set);
  };
  const faultOf = (work: () => unknown): unknown => {
    try {
      return work();
    } catch (error) {
      return error;
    }
  };
  expect(faultOf(() => filter('permit(principal, action, resource) when { resource.size + 1 > 3 };'))).toMatchObject({
    code: 'Unsupported',
    message: expect.stringContaining('resource.size + 1'),
  });
  expect(faultOf(() => filter('permit(principal, action, resource);', { context: undefined }))).toMatchObject({
    code: 'BadInput',
  });
  expect(filter('permit(principal, action, resource) when { resource.owner == principal };')).toEqual({
    compare: '==',
    left: { attribute: ['owner'], entity: 'User' },
    right: { value: { __entity: { type: 'User', id: '0' } } },
  });
});
