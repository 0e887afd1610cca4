import { ByUid } from './by-uid.ts';
import type { Entities, Entity } from './entities.ts';
import type { Scope } from './scope.ts';
import type { EntityUid } from './values.ts';

/** The numbers of the scopes that name one entity. */
interface Naming {
  equals: number | undefined;
  in: number | undefined;
  /** By the type that the principal or resource itself must have. */
  isIn: Map<string, number> | undefined;
}

/**
 * Numbers every different scope that policies ask of a principal (or of a resource), and tells which of them an
 * entity is within. An entity is within few, however many policies there are.
 */
export class ScopeLabels {
  private readonly naming = new ByUid<Naming>();
  private readonly is = new Map<string, number>();
  private count = 1;

  /** The number of a scope. 0 is the scope that everything is within. */
  labelOf(scope: Scope): number {
    if (scope.kind === 'any') return 0;
    if (scope.kind === 'is') return this.ofType(this.is, scope.type);
    const naming = this.namingOf(scope.entity);
    if (scope.kind === 'equals') return (naming.equals ??= this.count++);
    if (scope.kind === 'in') return (naming.in ??= this.count++);
    naming.isIn ??= new Map();
    return this.ofType(naming.isIn, scope.type);
  }

  /** The numbers of every scope that an entity is within, by its name and its ancestors. */
  labelsOf(uid: EntityUid, entity: Entity | undefined, entities: Entities): readonly number[] {
    const found = [0];
    push(found, this.is.get(uid.type));
    const own = this.naming.get(uid.type, uid.id);
    push(found, own?.equals);
    this.within(uid.type, own, found);
    if (entity !== undefined)
      for (const { type, id } of entities.ancestorsOf(entity)) this.within(uid.type, this.naming.get(type, id), found);
    return found;
  }

  private within(type: string, naming: Naming | undefined, found: number[]): void {
    if (naming === undefined) return;
    push(found, naming.in);
    push(found, naming.isIn?.get(type));
  }

  private namingOf(entity: EntityUid): Naming {
    const known = this.naming.get(entity.type, entity.id);
    if (known !== undefined) return known;
    const fresh: Naming = { equals: undefined, in: undefined, isIn: undefined };
    this.naming.set(entity, fresh);
    return fresh;
  }

  private ofType(labels: Map<string, number>, type: string): number {
    const known = labels.get(type);
    if (known !== undefined) return known;
    labels.set(type, this.count);
    return this.count++;
  }
}

function push(labels: number[], label: number | undefined): void {
  if (label !== undefined) labels.push(label);
}
