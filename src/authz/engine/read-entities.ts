import { emptyRecordType, type EntityType, type RecordType, type Schema } from './schema.ts';
import { Entities, Entity } from './entities.ts';
import { below, Misread } from './misread.ts';
import { isActionType } from './names.ts';
import type { ValueReader } from './read-value.ts';
import type { Slices } from './slices.ts';
import { emptyRecord, EntityUid, type CedarRecord } from './values.ts';

/** An entity in Cedar's JSON form. Source: docs.cedarpolicy.com, "Entities and context syntax". */
export interface EntityJson {
  readonly uid: UidJson;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly parents: readonly UidJson[];
  readonly tags?: Readonly<Record<string, unknown>>;
}

export type UidJson = { readonly type: string; readonly id: string } | { readonly __entity: unknown };

/**
 * Entities that were read, together; with a schema, refusing steps up that it does not allow. Throws a Misread.
 * Of two entities with one name the last one counts.
 */
export function* entitiesTogether(
  entities: readonly Entity[],
  schema: Schema | undefined,
  actions: Entities,
): Slices<Entities> {
  const all = yield* Entities.gathered(entities, actions);
  if (schema === undefined) return all;
  let parents = 0;
  for (const entity of all) {
    checkParents(entity, all, actions, schema);
    parents += entity.parents.length;
    if (parents < many) continue;
    parents = 0;
    yield;
  }
  return all;
}

/** Parents that are looked at in one slice: some milliseconds. */
const many = 16_384;

/** The actions of a schema as entities, with the groups that they are in. */
export const actionEntities = (schema: Schema | undefined): Entities =>
  new Entities(
    (schema?.actions ?? []).map(
      ({ type, id, parents }) =>
        new Entity(
          new EntityUid(type, id),
          parents.map((parent) => new EntityUid(parent.type, parent.id)),
        ),
    ),
  );

/** What the context of each action may hold. */
export const contextTypes = (schema: Schema | undefined, actions: Entities): ReadonlyMap<Entity, RecordType> =>
  new Map(
    [...actions].map((action) => [action, schema?.action(action.uid.type, action.uid.id)?.context ?? emptyRecordType]),
  );

/** Reads an entity; with a schema, as it says, and refusing what it does not allow. Throws a Misread. */
export function readEntity(json: unknown, reader: ValueReader): Entity {
  if (!isObject(json))
    throw new Misread({
      en: 'an entity is an object with uid, attrs and parents',
      ja: 'エンティティは uid、attrs、parents を持つオブジェクトです',
    });
  const uid = below('uid', () => reader.uid(json.uid));
  const type = typeOf(uid, reader.schema);
  if (!Array.isArray(json.parents))
    throw new Misread({
      en: 'parents is missing; give a list of entities, [] for none',
      ja: 'parents がありません。エンティティのリスト（なければ []）を書いてください',
    });
  const parents = json.parents.map((parent: unknown, place) => below(`parents.${place}`, () => reader.uid(parent)));
  const attributes = below('attrs', () => reader.record(json.attrs, type?.attributes));
  const tags = json.tags === undefined ? emptyRecord : below('tags', () => readTags(json.tags, type, reader));
  return new Entity(uid, parents, attributes, tags);
}

function typeOf(uid: EntityUid, schema: Schema | undefined): EntityType | undefined {
  if (schema === undefined || isActionType(uid.type)) return undefined;
  const type = schema.entityTypes.get(uid.type);
  if (type === undefined)
    throw new Misread({
      en: `the schema knows no entities of type ${uid.type}`,
      ja: `スキーマに ${uid.type} という型のエンティティはありません`,
    });
  return type;
}

function readTags(json: unknown, type: EntityType | undefined, reader: ValueReader): CedarRecord {
  if (type === undefined) return reader.record(json);
  const tags = reader.fields(json, () => type.tags);
  if (type.tags === undefined && tags.fields.size > 0)
    throw new Misread({ en: 'the schema allows no tags here', ja: 'スキーマはここにタグを許していません' });
  return tags;
}

/** Every step up must be one that the schema allows; then what stands further up is allowed too. */
function checkParents(entity: Entity, all: Entities, actions: Entities, schema: Schema): void {
  const { uid, parents } = entity;
  if (isActionType(uid.type)) return checkAction(entity, all, actions);
  const allowed = schema.entityTypes.get(uid.type)?.ancestors;
  const stranger = parents.find(({ type }) => allowed?.has(type) !== true);
  if (stranger !== undefined)
    throw new Misread({
      en: `the schema lets no ${uid.type} be in a ${stranger.type}, as ${uid.written} is`,
      ja: `スキーマは ${uid.type} が ${stranger.type} に属することを許していませんが、${uid.written} が属しています`,
    });
}

/** Actions belong to the schema; whoever names one must say the same. */
function checkAction(action: Entity, all: Entities, actions: Entities): void {
  const known = actions.get(action.uid);
  if (known === undefined)
    throw new Misread({
      en: `the schema knows no action ${action.uid.written}`,
      ja: `スキーマにアクション ${action.uid.written} はありません`,
    });
  const groups = actions.ancestorsOf(known);
  const said = all.ancestorsOf(action);
  const isOther = groups.length !== said.length || said.some((group) => !groups.some((one) => one.is(group)));
  if (isOther || action.attributes.fields.size > 0)
    throw new Misread({
      en: `the schema says otherwise of the action ${action.uid.written}; leave it out`,
      ja: `アクション ${action.uid.written} がスキーマの定義と違います。省いてください`,
    });
}

const isObject = (json: unknown): json is Partial<Record<keyof EntityJson, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json);
