import { Misread } from './misread.ts';
import type { Standing } from './scopes.ts';
import { emptyRecord, type CedarRecord, type EntityUid } from './values.ts';

/** An entity that is known. */
export class Entity {
  readonly uid: EntityUid;
  readonly attributes: CedarRecord;
  readonly tags: CedarRecord;
  readonly parents: readonly EntityUid[];
  /** The keys of all its ancestors, once they were asked for. */
  ancestors: ReadonlySet<string> | undefined;
  /** What the set of policies that asked last has found out about it. */
  standing: Standing | undefined;
  /** Of the last search for circles, see below. */
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

/**
 * Entities by name, and who is whose descendant. Of two with one name the later counts.
 * `beneath` are entities that are known besides, such as the actions of a schema.
 */
export class Entities {
  private readonly byType = new Map<string, Map<string, Entity>>();
  private readonly beneath: Entities | undefined;

  /** Throws a Misread when an entity is its own ancestor. */
  constructor(list: Iterable<Entity>, beneath?: Entities) {
    this.beneath = beneath;
    for (const entity of list) {
      const { type, id } = entity.uid;
      const ofType = this.byType.get(type);
      if (ofType === undefined) this.byType.set(type, new Map([[id, entity]]));
      else ofType.set(id, entity);
    }
    this.refuseCircles();
  }

  get(uid: EntityUid): Entity | undefined {
    return this.find(uid.type, uid.id);
  }

  find(type: string, id: string): Entity | undefined {
    return this.byType.get(type)?.get(id) ?? this.beneath?.find(type, id);
  }

  *[Symbol.iterator](): IterableIterator<Entity> {
    for (const ofType of this.byType.values()) yield* ofType.values();
  }

  /** Whether an entity is another, or a descendant of it. */
  isIn(uid: EntityUid, ancestor: EntityUid): boolean {
    if (uid.key === ancestor.key) return true;
    const entity = this.get(uid);
    return entity !== undefined && this.ancestorsOf(entity).has(ancestor.key);
  }

  /** The keys of every ancestor; those that are not known themselves are among them. */
  ancestorsOf(entity: Entity): ReadonlySet<string> {
    entity.ancestors ??= this.climb(entity);
    return entity.ancestors;
  }

  private refuseCircles(): void {
    marks += 2;
    for (const ofType of this.byType.values())
      for (const entity of ofType.values())
        if (entity.parents.length > 0 && entity.mark !== marks + 1) this.refuseCircle(entity);
  }

  /** Goes from parent to parent without recursion, since a hierarchy may be deeper than the stack. */
  private refuseCircle(start: Entity): void {
    const [onTheWay, done] = [marks, marks + 1];
    const way: Step[] = [{ entity: start, next: 0 }];
    start.mark = onTheWay;
    for (let step = way.at(-1); step !== undefined; step = way.at(-1)) {
      const uid = step.entity.parents[step.next++];
      const parent = uid === undefined ? undefined : this.get(uid);
      if (uid === undefined) {
        step.entity.mark = done;
        way.pop();
      } else if (parent?.mark === onTheWay) {
        throw new Misread(`${uid.written} is its own ancestor; entities may not go in a circle`);
      } else if (parent !== undefined && parent.parents.length > 0 && parent.mark !== done) {
        parent.mark = onTheWay;
        way.push({ entity: parent, next: 0 });
      }
    }
  }

  private climb({ parents }: Entity): ReadonlySet<string> {
    if (parents.length === 0) return nobody;
    const keys = new Set<string>();
    const open = [...parents];
    for (let uid = open.pop(); uid !== undefined; uid = open.pop()) {
      if (keys.has(uid.key)) continue;
      keys.add(uid.key);
      open.push(...(this.get(uid)?.parents ?? []));
    }
    return keys;
  }
}

const nobody: ReadonlySet<string> = new Set();

/** What `Entity.mark` says in one search for circles; each search has numbers of its own. */
let marks = 0;

/** One step of a search for circles: which of the parents is next. */
interface Step {
  readonly entity: Entity;
  next: number;
}
