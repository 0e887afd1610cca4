import { CedarSet, EntityUid, typeOf, type Value } from '../engine/values.ts';
import type { Expression } from '../engine/expression.ts';
import type { CedarRequest } from '../engine/request.ts';
import type { CedarType, RecordType, Schema } from '../engine/schema.ts';
import type { Path } from './filter.ts';
import { failureOf } from './partial.ts';

/** The one unknown of a residual, and what is known of everything else. */
export interface Unknown {
  readonly name: 'principal' | 'resource';
  /** Its type. */
  readonly entity: string;
  readonly schema: Schema;
  readonly request: CedarRequest;
}

/** An attribute of the unknown, or a value: what a comparison has on either side. */
export type TypedTerm = AttributeTerm | ValueTerm;

export interface AttributeTerm {
  readonly kind: 'attribute';
  readonly path: Path;
  readonly type: CedarType;
  /** What must be there, or the expression has no value. */
  readonly needs: readonly Path[];
}

export interface ValueTerm {
  readonly kind: 'value';
  readonly value: Value;
}

/** Reads the sides of comparisons by a schema. */
export class Terms {
  readonly unknown: Unknown;

  constructor(unknown: Unknown) {
    this.unknown = unknown;
  }

  /** `errs` for an attribute that no schema has, so that nothing has it; undefined for what is no term. */
  termOf(expression: Expression): TypedTerm | 'errs' | undefined {
    if (expression.kind === 'literal') return { kind: 'value', value: expression.value };
    if (failureOf(expression) !== undefined) return 'errs';
    return this.attributeOf(expression);
  }

  /** An attribute of an attribute. One of another entity may be missing whatever the schema says: so may that entity. */
  below({ path, type, needs }: AttributeTerm, name: string): AttributeTerm | 'errs' {
    const attribute = this.recordOf(type)?.attributes.get(name);
    if (attribute === undefined) return 'errs';
    const whole = [...path, name];
    const certain = attribute.required && (type.kind === 'record' || path.length === 0);
    return { kind: 'attribute', path: whole, type: attribute.type, needs: certain ? needs : [...needs, whole] };
  }

  private attributeOf(expression: Expression): AttributeTerm | 'errs' | undefined {
    if (expression.kind === 'variable' && expression.name === this.unknown.name)
      return { kind: 'attribute', path: [], type: { kind: 'entity', name: this.unknown.entity }, needs: [] };
    if (expression.kind !== 'attribute') return undefined;
    const owner = this.attributeOf(expression.of);
    return owner === undefined || owner === 'errs' ? owner : this.below(owner, expression.name);
  }

  /** The attributes that a type has; undefined for one that has none, such as a number. */
  recordOf(type: CedarType): RecordType | undefined {
    if (type.kind === 'record') return type;
    return type.kind === 'entity' ? this.unknown.schema.entityTypes.get(type.name)?.attributes : undefined;
  }

  /** Whether an expression comes to true or false whatever the unknown is; `false` also where that is not certain. */
  isTotal(expression: Expression): boolean {
    if (expression.kind === 'literal') return typeof expression.value === 'boolean';
    if (expression.kind === 'and' || expression.kind === 'or')
      return this.isTotal(expression.left) && this.isTotal(expression.right);
    if (isEquality(expression))
      return [expression.left, expression.right].every((side) => this.certainTerm(side) !== undefined);
    if (expression.kind === 'has') return this.isCertainOwner(this.certainTerm(expression.of));
    const term = this.certainTerm(expression);
    return term !== undefined && kindOf(term) === 'bool';
  }

  private isCertainOwner(term: TypedTerm | undefined): boolean {
    return term?.kind === 'attribute' && this.recordOf(term.type) !== undefined;
  }

  private certainTerm(expression: Expression): TypedTerm | undefined {
    const term = this.termOf(expression);
    if (term === undefined || term === 'errs') return undefined;
    return term.kind === 'value' || term.needs.length === 0 ? term : undefined;
  }

  /** Whether the schema lets entities of one type be in one of another. */
  canBeIn(type: string, ancestor: string): boolean {
    return this.unknown.schema.entityTypes.get(type)?.ancestors.has(ancestor) === true;
  }

  /** An entity that is known and every one that it is in; undefined for what is no entity. */
  withAncestors(value: Value): readonly EntityUid[] | undefined {
    if (!(value instanceof EntityUid)) return undefined;
    const found = new Map([[value.key, value]]);
    for (const uid of found.values())
      for (const parent of this.unknown.request.entities.get(uid)?.parents ?? []) found.set(parent.key, parent);
    return [...found.values()];
  }
}

const isEquality = (expression: Expression): expression is Expression<'binary'> =>
  expression.kind === 'binary' && (expression.operator === '==' || expression.operator === '!=');

/** The kind of a term's type: `long`, `set`, `decimal`, `entity of type User`. Terms of different kinds are never equal. */
export function kindOf(term: TypedTerm): string {
  return term.kind === 'value' ? typeOf(term.value) : kindOfType(term.type);
}

export function kindOfType(type: CedarType): string {
  if (type.kind === 'entity') return `entity of type ${type.name}`;
  return type.kind === 'extension' ? type.name : type.kind;
}

/** What is in a set that is known. */
export const itemsOf = (term: TypedTerm): readonly Value[] | undefined =>
  term.kind === 'value' && term.value instanceof CedarSet ? term.value.items : undefined;
