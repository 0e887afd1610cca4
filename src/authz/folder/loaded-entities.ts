import { Entities, Entity } from '../engine/entities.ts';
import type { PolicySet } from '../engine/policy-set.ts';
import type { EntityJson } from '../engine/read-entities.ts';

/** Entities that stay, and what a request knows besides. */
export class LoadedEntities {
  readonly all: Entities;
  private readonly policies: PolicySet;
  /** The name of every entity and of every parent. */
  private readonly named: ReadonlySet<string>;

  /** Throws `BadInput` when the entities cannot be used. */
  constructor(policies: PolicySet, entities: Iterable<EntityJson>) {
    this.policies = policies;
    this.all = policies.load(entities);
    this.named = new Set([...this.all].flatMap(({ uid, parents }) => [uid.key, ...parents.map(({ key }) => key)]));
  }

  /**
   * These and more; of one name, the new ones count. Those that none of these knows of change nothing for the others,
   * and stand on top; otherwise all are put together anew, since ancestors may have changed. Throws `BadInput`.
   */
  with(more: Iterable<EntityJson>): Entities {
    const given = [...this.policies.load(more)];
    if (given.every(({ uid }) => !this.named.has(uid.key))) return new Entities(given, this.all);
    const withoutAncestors = [...this.all, ...given].map(
      ({ uid, parents, attributes, tags }) => new Entity(uid, parents, attributes, tags),
    );
    return this.policies.known(withoutAncestors);
  }
}
