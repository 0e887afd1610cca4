import { ByUid } from './by-uid.ts';
import { CircleSearch } from './circle-search.ts';
import type { Standing } from './scopes.ts';
import { wholly, type Slices } from './slices.ts';
import { UidSet } from './uid-set.ts';
import { emptyRecord, type CedarRecord, type EntityUid } from './values.ts';

/** An entity that is known. */
export class Entity {
  readonly uid: EntityUid;
  readonly attributes: CedarRecord;
  readonly tags: CedarRecord;
  readonly parents: readonly EntityUid[];
  /** All its ancestors, once they were asked for. */
  ancestors: UidSet | undefined;
  /** What the set of policies that asked last has found out about it. */
  standing: Standing | undefined;
  /** Of the last search for circles. */
  mark = 0;

  constructor(uid: EntityUid, parents: readonly EntityUid[], attributes = emptyRecord, tags = emptyRecord) {
    this.uid = uid;
    this.parents = parents;
    this.attributes = attributes;
    this.tags = tags;
    this.ancestors = undefined;
    this.standing = undefined;
  }
}

/** Up to so many entities, as most requests bring, are looked through one by one, which is faster than a table. */
const few = 12;
/** What is done with entities in one slice: a few milliseconds. */
const many = 8_192;

/**
 * Entities by name, and who is whose descendant. Of two with one name the later counts.
 * `beneath` are entities that are known besides, such as the actions of a schema.
 */
export class Entities {
  private list: readonly Entity[] = [];
  private byUid: ByUid<Entity> | undefined = undefined;
  private readonly beneath: Entities | undefined;

  /** Throws a Misread when an entity is its own ancestor. */
  constructor(entities: readonly Entity[], beneath?: Entities) {
    this.beneath = beneath;
    if (entities.length > few) wholly(this.gather(entities));
    else if (entities.length > 0) {
      this.list = entities;
      new CircleSearch(this, entities).goOn(Infinity);
    }
  }

  /** As the constructor, for many of them. */
  static *gathered(entities: readonly Entity[], beneath?: Entities): Slices<Entities> {
    if (entities.length <= few) return new Entities(entities, beneath);
    const all = new Entities([], beneath);
    yield* all.gather(entities);
    return all;
  }

  get(uid: EntityUid): Entity | undefined {
    return this.find(uid.type, uid.id);
  }

  find(type: string, id: string): Entity | undefined {
    const known = this.byUid === undefined ? lastOf(this.list, type, id) : this.byUid.get(type, id);
    return known ?? this.beneath?.find(type, id);
  }

  *[Symbol.iterator](): IterableIterator<Entity> {
    for (const entity of this.list)
      if (this.byUid !== undefined || lastOf(this.list, entity.uid.type, entity.uid.id) === entity) yield entity;
  }

  /** Whether an entity is another, or a descendant of it. */
  isIn(uid: EntityUid, ancestor: EntityUid): boolean {
    if (uid.is(ancestor)) return true;
    const entity = this.get(uid);
    return entity !== undefined && this.ancestors(entity).has(ancestor);
  }

  /** Every ancestor; those that are not known themselves are among them. */
  ancestorsOf(entity: Entity): readonly EntityUid[] {
    return this.ancestors(entity).list;
  }

  private ancestors(entity: Entity): UidSet {
    entity.ancestors ??= this.climb(entity);
    return entity.ancestors;
  }

  private *gather(entities: readonly Entity[]): Slices<void> {
    this.byUid = yield* tableOf(entities);
    this.list = [...this.byUid.values()];
    const search = new CircleSearch(this, this.list);
    while (!search.goOn(many)) yield;
  }

  private climb({ parents }: Entity): UidSet {
    if (parents.length === 0) return nobody;
    const found = new UidSet();
    for (const parent of parents) found.add(parent);
    // The list grows while it is gone through.
    for (const uid of found.list) for (const parent of this.get(uid)?.parents ?? []) found.add(parent);
    return found;
  }
}

const nobody = new UidSet();

function lastOf(list: readonly Entity[], type: string, id: string): Entity | undefined {
  for (let place = list.length - 1; place >= 0; place--) {
    const entity = list[place];
    if (entity !== undefined && entity.uid.id === id && entity.uid.type === type) return entity;
  }
  return undefined;
}

function* tableOf(list: readonly Entity[]): Slices<ByUid<Entity>> {
  const table = new ByUid<Entity>();
  for (const [place, entity] of list.entries()) {
    table.set(entity.uid, entity);
    if (place % many === many - 1) yield;
  }
  return table;
}
