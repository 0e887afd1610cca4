// A made-up photo-sharing application: people in groups, albums in albums, photos in albums, and policies that share them.
import { z } from 'zod';
import type { DecisionRequest, EntityJson, Uid } from '#authz';
import { entitiesAs, identifierOf, typedFields } from '../../src/authz/api-values.contract.ts';

export const schema = `
namespace Photos {
  entity Group;
  entity Person in [Group] { team: String, level: Long };
  entity Album in [Album] { owner: Person, private: Bool };
  entity Photo in [Album] { owner: Person, private: Bool, labels: Set<String>, bytes: Long };
  type Circumstances = { signedIn: Bool, address: String, mfa?: Bool };
  action look;
  action view, comment in [look] appliesTo { principal: Person, resource: Photo, context: Circumstances };
  action edit, delete appliesTo { principal: Person, resource: Photo, context: Circumstances };
}`;

export interface Made {
  readonly policies: string;
  readonly entities: readonly EntityJson[];
  readonly requests: readonly Required<Omit<DecisionRequest, 'entities'>>[];
}

/** As an application writes them: each name of a type stands once in its code. */
const types = {
  Action: 'Photos::Action',
  Album: 'Photos::Album',
  Group: 'Photos::Group',
  Person: 'Photos::Person',
  Photo: 'Photos::Photo',
} as const;
const uid = (type: keyof typeof types, id: string): Uid => ({ type: types[type], id });
const written = ({ type, id }: Uid): string => `${type}::"${id}"`;
const action = (id: string): string => written(uid('Action', id));

/** Four policies for everybody, and the rest shares one thing with one person or group. */
export function photoSharing(policyCount: number, entityCount: number, requestCount = 1_000): Made {
  const counts = countsFor(entityCount);
  return {
    policies: policyCount === 1 ? onePolicy : manyPolicies(policyCount, counts),
    entities: entitiesFor(counts),
    requests: Array.from({ length: requestCount }, (_, n) => requestFor(n, counts, policyCount === 1)),
  };
}

interface Counts {
  readonly people: number;
  readonly groups: number;
  readonly albums: number;
  readonly photos: number;
}

function countsFor(entities: number): Counts {
  if (entities < 4) return { people: 1, groups: 0, albums: 1, photos: 1 };
  const people = Math.ceil(entities * 0.2);
  const groups = Math.ceil(entities * 0.05);
  const albums = Math.ceil(entities * 0.2);
  return { people, groups, albums, photos: Math.max(1, entities - people - groups - albums) };
}

function entitiesFor({ people, groups, albums, photos }: Counts): EntityJson[] {
  const owner = (n: number): unknown => ({ __entity: uid('Person', `person${n % people}`) });
  const named = (type: keyof typeof types, count: number, rest: (n: number) => Omit<EntityJson, 'uid'>): EntityJson[] =>
    Array.from({ length: count }, (_, n) => ({ uid: uid(type, `${type.toLowerCase()}${n}`), ...rest(n) }));
  return [
    ...named('Group', groups, () => ({ attrs: {}, parents: [] })),
    ...named('Person', people, (n) => ({
      attrs: { team: `team${n % 5}`, level: n % 10 },
      parents:
        groups === 0
          ? []
          : [...new Set([n % groups, (n * 7 + 1) % groups])].map((group) => uid('Group', `group${group}`)),
    })),
    ...named('Album', albums, (n) => ({
      attrs: { owner: owner(n), private: n % 3 === 0 },
      parents: n < 4 ? [] : [uid('Album', `album${Math.floor(n / 4)}`)],
    })),
    ...named('Photo', photos, (n) => ({
      attrs: { owner: owner(n), private: n % 4 === 0, labels: [`label${n % 7}`, `label${n % 3}`], bytes: n },
      parents: [uid('Album', `album${n % albums}`)],
    })),
  ];
}

const onePolicy = `permit(principal == Photos::Person::"person0", action == ${action('view')}, resource in Photos::Album::"album0")
  when { context.signedIn && !resource.private };`;

const forEverybody = [
  `permit(principal, action, resource) when { resource has owner && resource.owner == principal };`,
  `forbid(principal, action, resource) when { resource.private && resource.owner != principal } unless { principal.level > 8 };`,
  `forbid(principal, action == ${action('delete')}, resource) unless { context has mfa && context.mfa };`,
  `forbid(principal, action, resource) unless { context.signedIn };`,
];

const sharing: readonly ((n: number, counts: Counts) => string)[] = [
  (n, { people, albums }) =>
    `permit(principal == ${written(uid('Person', `person${n % people}`))}, action == ${action('view')}, resource in ${written(uid('Album', `album${(n * 3) % albums}`))});`,
  (n, { groups, albums }) =>
    `permit(principal in ${written(uid('Group', `group${n % groups}`))}, action in ${action('look')}, resource in ${written(uid('Album', `album${(n * 5) % albums}`))}) when { principal.team == "team${n % 5}" };`,
  (n, { groups, photos }) =>
    `permit(principal in ${written(uid('Group', `group${n % groups}`))}, action == ${action('edit')}, resource == ${written(uid('Photo', `photo${(n * 11) % photos}`))}) when { resource.labels.contains("label${n % 7}") };`,
  (n, { people, albums }) =>
    `permit(principal == ${written(uid('Person', `person${n % people}`))}, action in [${action('edit')}, ${action('comment')}], resource in ${written(uid('Album', `album${(n * 7) % albums}`))}) when { context.address like "10.*" || principal.level >= ${n % 10} };`,
];

const manyPolicies = (count: number, counts: Counts): string =>
  [
    ...forEverybody,
    ...Array.from(
      { length: Math.max(0, count - forEverybody.length) },
      (_, n) => sharing[n % sharing.length]?.(n, counts) ?? '',
    ),
  ].join('\n');

function requestFor(n: number, { people, photos }: Counts, alone: boolean): Made['requests'][number] {
  const photo = (n * 17) % photos;
  const person = n % 2 === 0 ? photo % people : (n * 13) % people;
  const wanted = alone ? 'view' : (['view', 'edit', 'delete', 'comment'][n % 4] ?? 'view');
  return {
    principal: uid('Person', `person${person}`),
    action: uid('Action', wanted),
    resource: uid('Photo', `photo${photo}`),
    context: { signedIn: n % 9 !== 0, address: `10.0.0.${n % 250}`, ...(n % 2 === 0 ? {} : { mfa: true }) },
  };
}

/** The entities that matter for a request: who asks, what for, and everything that these are in. */
export function thoseThatMatter(
  entities: ReadonlyMap<string, EntityJson>,
  { principal, resource }: DecisionRequest,
): EntityJson[] {
  const found = new Map<string, EntityJson>();
  const open = [written(principal), written(resource)];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const entity = entities.get(key);
    if (entity === undefined || found.has(key)) continue;
    found.set(key, entity);
    open.push(...entity.parents.flatMap((parent) => ('id' in parent ? [written(parent)] : [])));
  }
  return [...found.values()];
}

export const byName = (entities: readonly EntityJson[]): ReadonlyMap<string, EntityJson> =>
  new Map(entities.flatMap((entity) => ('id' in entity.uid ? [[written(entity.uid), entity] as const] : [])));

/** A request as the service takes it, as text. */
export function serviceRequest(
  { principal, action: wanted, resource, context }: DecisionRequest,
  entities: readonly EntityJson[],
): string {
  return JSON.stringify({
    policyStoreId: 'PSEXAMPLEabcdefg111111',
    principal: identifierOf(principal),
    action: { actionType: wanted.type, actionId: wanted.id },
    resource: identifierOf(resource),
    context: { contextMap: typedFields(z.looseObject({}).parse(context)) },
    entities: entitiesAs('typed', entities),
  });
}
