import type { Entities, Entity } from './entities.ts';
import type { Scope } from './scope.ts';
import type { EntityUid } from './values.ts';

/**
 * Numbers every different scope that policies ask of a principal (or of a resource), and tells which of them an
 * entity is within. An entity is within few, however many policies there are.
 */
export class ScopeLabels {
  private readonly equals = new Map<string, number>();
  private readonly in = new Map<string, number>();
  private readonly is = new Map<string, number>();
  private readonly isIn = new Map<string, Map<string, number>>();
  private count = 1;

  /** The number of a scope. 0 is the scope that everything is within. */
  labelOf(scope: Scope): number {
    if (scope.kind === 'any') return 0;
    if (scope.kind === 'is') return this.numbered(this.is, scope.type);
    if (scope.kind === 'equals') return this.numbered(this.equals, scope.entity.key);
    if (scope.kind === 'in') return this.numbered(this.in, scope.entity.key);
    const ofType = this.isIn.get(scope.type) ?? new Map<string, number>();
    this.isIn.set(scope.type, ofType);
    return this.numbered(ofType, scope.entity.key);
  }

  /** The numbers of every scope that an entity is within, by its name and its ancestors. */
  labelsOf(uid: EntityUid, entity: Entity | undefined, entities: Entities): readonly number[] {
    const found = [0];
    const typed = this.isIn.get(uid.type);
    push(found, this.is.get(uid.type));
    push(found, this.equals.get(uid.key));
    push(found, this.in.get(uid.key));
    push(found, typed?.get(uid.key));
    if (entity === undefined) return found;
    for (const ancestor of entities.ancestorsOf(entity)) {
      push(found, this.in.get(ancestor));
      push(found, typed?.get(ancestor));
    }
    return found;
  }

  private numbered(labels: Map<string, number>, key: string): number {
    const known = labels.get(key);
    if (known !== undefined) return known;
    labels.set(key, this.count);
    return this.count++;
  }
}

function push(labels: number[], label: number | undefined): void {
  if (label !== undefined) labels.push(label);
}
