import type { Entities } from './entities.ts';
import type { ActionScope } from './scope.ts';
import type { EntityUid } from './values.ts';

/** Numbers every action and group that policies name, and tells which of them an action is within. */
export class ActionLabels {
  private readonly equals = new Map<string, number>();
  private readonly in = new Map<string, number>();
  private count = 1;

  /** The numbers of a scope: an action within one of them fulfils it. */
  labelsOf(scope: ActionScope): readonly number[] {
    if (scope.kind === 'any') return [0];
    if (scope.kind === 'equals') return [this.numbered(this.equals, scope.entity.key)];
    return scope.entities.map(({ key }) => this.numbered(this.in, key));
  }

  /** The numbers that an action is within, by its name and its groups, in ascending order. */
  labelsWith(uid: EntityUid, entities: Entities): readonly number[] {
    const entity = entities.get(uid);
    const groups = entity === undefined ? [] : entities.ancestorsOf(entity);
    const found = [this.equals.get(uid.key), this.in.get(uid.key), ...groups.map(({ key }) => this.in.get(key))];
    return [0, ...found.filter((label) => label !== undefined)].toSorted((one, other) => one - other);
  }

  private numbered(labels: Map<string, number>, key: string): number {
    const known = labels.get(key);
    if (known !== undefined) return known;
    labels.set(key, this.count);
    return this.count++;
  }
}
