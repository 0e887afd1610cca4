import { add, multiply, negate, subtract } from './arithmetic.ts';
import { Datetime } from './datetime.ts';
import { Duration } from './duration.ts';
import type { Entity } from './entities.ts';
import { EvaluationError } from './evaluation-error.ts';
import type { BinaryOperator, UnaryOperator } from './expression.ts';
import type { CedarRequest } from './request.ts';
import { CedarRecord, CedarSet, EntityUid, equal, isLong, wrongType, type Value } from './values.ts';

/** What each operator makes of the value of its operand. */
export const unaryOperators: Readonly<Record<UnaryOperator, (value: Value) => Value>> = {
  '!': (value) => !boolean(value),
  neg: negate,
  isEmpty: (value) => set(value).items.length === 0,
};

/** What each operator makes of the values of both operands. `&&`, `||` and `if` are not among them: they look at one first. */
export const binaryOperators: Readonly<
  Record<BinaryOperator, (left: Value, right: Value, request: CedarRequest) => Value>
> = {
  '==': equal,
  '!=': (left, right) => !equal(left, right),
  in: isIn,
  '<': (left, right) => isLess(left, right),
  '<=': (left, right) => !isLess(right, left),
  '>': (left, right) => isLess(right, left),
  '>=': (left, right) => !isLess(left, right),
  '+': add,
  '-': subtract,
  '*': multiply,
  contains: (left, right) => set(left).has(right),
  containsAll: (left, right) => set(left).hasAll(set(right)),
  containsAny: (left, right) => set(left).hasAny(set(right)),
  getTag: tagOf,
  hasTag: (left, right, request) => {
    const uid = entityUid(left);
    const name = string(right); // of the right type even where the entity is not known
    return request.entities.get(uid)?.tags.has(name) ?? false;
  },
};

/** The value of an attribute of a record or of an entity. */
export function attributeOf(owner: Value, name: string, request: CedarRequest): Value {
  if (owner instanceof CedarRecord) return owner.get(name) ?? missing('the record', name);
  if (owner instanceof EntityUid) return attributeOfEntity(request.entities.get(owner), owner, name);
  throw wrongType('record or entity', owner);
}

/** The value of an attribute of an entity that may not be known. */
export function attributeOfEntity(entity: Entity | undefined, uid: EntityUid, name: string): Value {
  if (entity === undefined) throw new EvaluationError('entity', `entity ${uid.written} does not exist`);
  return entity.attributes.get(name) ?? missing(uid.written, name);
}

/** Whether a record or an entity has an attribute; an entity that is not known has none. */
export function hasAttribute(owner: Value, name: string, request: CedarRequest): boolean {
  if (owner instanceof CedarRecord) return owner.has(name);
  if (owner instanceof EntityUid) return request.entities.get(owner)?.attributes.has(name) ?? false;
  throw wrongType('record or entity', owner);
}

/** Whether all names of a path are there, one inside the other. */
export function hasPath(owner: Value, path: readonly string[], request: CedarRequest): boolean {
  let inner = owner;
  for (const [place, name] of path.entries()) {
    if (!hasAttribute(inner, name, request)) return false;
    if (place < path.length - 1) inner = attributeOf(inner, name, request);
  }
  return true;
}

/** Whether an entity is one, or a descendant of one, or of one of a set. */
export function isIn(left: Value, right: Value, { entities }: CedarRequest): boolean {
  const uid = entityUid(left);
  if (right instanceof EntityUid) return entities.isIn(uid, right);
  if (!(right instanceof CedarSet)) throw wrongType('entity or set of entities', right);
  const ancestors = right.items.map(entityUid); // all of them before any is tried: one that is no entity is an error
  return ancestors.some((ancestor) => entities.isIn(uid, ancestor));
}

function tagOf(left: Value, right: Value, request: CedarRequest): Value {
  const uid = entityUid(left);
  const name = string(right);
  const entity = request.entities.get(uid);
  if (entity === undefined) throw new EvaluationError('entity', `entity ${uid.written} does not exist`);
  const tag = entity.tags.get(name);
  if (tag === undefined) throw new EvaluationError('tag', `${uid.written} has no tag ${JSON.stringify(name)}`);
  return tag;
}

function missing(owner: string, name: string): never {
  throw new EvaluationError('attribute', `${owner} has no attribute ${JSON.stringify(name)}`);
}

/** Cedar's `<`: of longs, of moments, of lengths of time. */
export function isLess(left: Value, right: Value): boolean {
  if (typeof left === 'number' && typeof right === 'number') return left < right;
  if (isLong(left)) return left < (isLong(right) ? right : refuse('long', right));
  if (left instanceof Datetime)
    return left.milliseconds < (right instanceof Datetime ? right.milliseconds : refuse('datetime', right));
  if (left instanceof Duration)
    return left.milliseconds < (right instanceof Duration ? right.milliseconds : refuse('duration', right));
  throw wrongType('long', left);
}

function refuse(expected: string, value: Value): never {
  throw wrongType(expected, value);
}

export const boolean = (value: Value): boolean => (typeof value === 'boolean' ? value : refuse('bool', value));
export const string = (value: Value): string => (typeof value === 'string' ? value : refuse('string', value));
export const entityUid = (value: Value): EntityUid => (value instanceof EntityUid ? value : refuse('entity', value));
const set = (value: Value): CedarSet => (value instanceof CedarSet ? value : refuse('set', value));
