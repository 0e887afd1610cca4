import { add, multiply, negate, subtract } from './arithmetic.ts';
import { Datetime } from './datetime.ts';
import { Duration } from './duration.ts';
import type { Entity } from './entities.ts';
import { EvaluationError } from './evaluation-error.ts';
import type { BinaryOperator, UnaryOperator } from './expression.ts';
import type { CedarRequest } from './request.ts';
import { CedarRecord, CedarSet, EntityUid, equal, isLong, wrongType, type Expected, type Value } from './values.ts';

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
  '<=': (left, right) => !isGreater(left, right),
  '>': isGreater,
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
  if (owner instanceof CedarRecord) return owner.get(name) ?? missing('record', name);
  if (owner instanceof EntityUid) return attributeOfEntity(request.entities.get(owner), owner, name);
  throw wrongType('record or entity', owner);
}

/** The value of an attribute of an entity that may not be known. */
export function attributeOfEntity(entity: Entity | undefined, uid: EntityUid, name: string): Value {
  if (entity === undefined) throw new EvaluationError('entity', `entity \`${uid.written}\` does not exist`);
  return entity.attributes.get(name) ?? missing(`\`${uid.written}\``, name);
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
  if (!(right instanceof CedarSet)) throw wrongType('set or entity', right);
  const ancestors = right.items.map(entityUid); // all of them before any is tried: one that is no entity is an error
  return ancestors.some((ancestor) => entities.isIn(uid, ancestor));
}

function tagOf(left: Value, right: Value, request: CedarRequest): Value {
  const uid = entityUid(left);
  const name = string(right);
  const entity = request.entities.get(uid);
  if (entity === undefined) throw new EvaluationError('entity', `entity \`${uid.written}\` does not exist`);
  const tag = entity.tags.get(name);
  if (tag === undefined) throw new EvaluationError('tag', `\`${uid.written}\` does not have the tag \`${name}\``);
  return tag;
}

function missing(owner: string, name: string): never {
  throw new EvaluationError('attribute', `${owner} does not have the attribute \`${name}\``);
}

/** Cedar's `<`: of longs, of moments, of lengths of time. */
export function isLess(left: Value, right: Value): boolean {
  if (typeof left === 'number' && typeof right === 'number') return left < right;
  if (isLong(left) && isLong(right)) return left < right;
  if (left instanceof Datetime && right instanceof Datetime) return left.milliseconds < right.milliseconds;
  if (left instanceof Duration && right instanceof Duration) return left.milliseconds < right.milliseconds;
  throw incomparable(left, right);
}

/** Cedar's `>`: the same the other way round, with the error that Cedar has for the two as they stand. */
export function isGreater(left: Value, right: Value): boolean {
  const isOrdered =
    (isLong(left) && isLong(right)) ||
    (left instanceof Datetime && right instanceof Datetime) ||
    (left instanceof Duration && right instanceof Duration);
  if (!isOrdered) throw incomparable(left, right);
  return isLess(right, left);
}

/** Which of the two Cedar finds wrong: by a long, else by the first that can be compared at all. */
function incomparable(left: Value, right: Value): EvaluationError {
  if (isLong(left)) return wrongType('long', right);
  if (isLong(right)) return wrongType('long', left);
  if (left instanceof Datetime || left instanceof Duration) return wrongType(left.type, right);
  if (right instanceof Datetime || right instanceof Duration) return wrongType(right.type, left);
  return wrongType('comparable', left);
}

function refuse(expected: Expected, value: Value): never {
  throw wrongType(expected, value);
}

export const boolean = (value: Value): boolean => (typeof value === 'boolean' ? value : refuse('bool', value));
export const string = (value: Value): string => (typeof value === 'string' ? value : refuse('string', value));
export const entityUid = (value: Value): EntityUid => (value instanceof EntityUid ? value : refuse('entity', value));
const set = (value: Value): CedarSet => (value instanceof CedarSet ? value : refuse('set', value));
