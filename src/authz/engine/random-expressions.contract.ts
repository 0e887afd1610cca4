import fc from 'fast-check';
import { literals, longs, odd, patterns, pick, readable } from './random-words.contract.ts';

type Sorts = Record<
  'bool' | 'long' | 'text' | 'entity' | 'set' | 'record' | 'decimal' | 'ip' | 'at' | 'len' | 'any',
  string
>;

/** Names of entities as a policy writes them, and the types that these and others have. */
export interface Vocabulary {
  readonly entities: fc.Arbitrary<string>;
  readonly types: fc.Arbitrary<string>;
}

/** Conditions of every kind and operator; now and then an operand is of a type that its operator does not take. */
export const conditions = ({ entities, types }: Vocabulary): fc.Arbitrary<string> =>
  fc.letrec<Sorts>((tie) => {
    const sort = (name: keyof Sorts): fc.Arbitrary<string> =>
      fc.oneof({ weight: 30, arbitrary: tie(name) }, { weight: 1, arbitrary: tie('any') });
    const [bool, long, text, entity, set] = [sort('bool'), sort('long'), sort('text'), sort('entity'), sort('set')];
    const [record, decimal, ip, at, len] = [sort('record'), sort('decimal'), sort('ip'), sort('at'), sort('len')];
    return {
      bool: fc.oneof(
        small,
        fc.oneof(pick(['true', 'false']), field('b')),
        between(bool, '&& ||', bool),
        between(long, '< <= > >= == !=', long),
        between(tie('any'), '== !=', tie('any')),
        between(set, '== !=', set),
        between(record, '== !=', record),
        between(entity, 'in', entity),
        between(entity, 'in', set),
        listOf(entity, 3).chain((some) => between(entity, 'in', fc.constant(some))),
        has,
        fc.tuple(tie('any'), path).map(([one, names]) => `((${one}) has ${names})`),
        fc.tuple(text, patterns).map(([one, pattern]) => `((${one}) like ${pattern})`),
        fc.tuple(entity, types).map(([one, type]) => `((${one}) is ${type})`),
        fc
          .tuple(entity, types, fc.oneof(entity, listOf(entity, 2)))
          .map(([one, type, within]) => `((${one}) is ${type} in ${within})`),
        called(set, 'contains', tie('any')),
        called(set, 'containsAll containsAny', set),
        called(set, 'isEmpty', nothing),
        called(entity, 'hasTag', text),
        bool.map((one) => `!(${one})`),
        chosen(bool, bool),
        called(decimal, 'lessThan lessThanOrEqual greaterThan greaterThanOrEqual', decimal),
        called(ip, 'isIpv4 isIpv6 isLoopback isMulticast', nothing),
        called(ip, 'isInRange', ip),
        between(at, '< <= > >= ==', at),
        between(len, '< <= > >= ==', len),
      ),
      long: fc.oneof(
        small,
        fc.oneof(longs, field('n'), field('r.x')),
        between(long, '+ - *', long),
        long.map((one) => `(-(${one}))`),
        chosen(bool, long),
        called(len, 'toMilliseconds toSeconds toMinutes toHours toDays', nothing),
        called(entity, 'getTag', text),
      ),
      text: fc.oneof(small, fc.oneof(literals, field('s'), field('r["y z"]')), chosen(bool, text)),
      entity: fc.oneof(
        small,
        fc.oneof(pick(['principal', 'resource', 'action']), entities, field('u'), field('c')),
        chosen(bool, entity),
      ),
      set: fc.oneof(
        small,
        fc.oneof(field('set'), field('nested'), field('users')),
        listOf(tie('any'), 3),
        listOf(set, 2),
        listOf(record, 2),
        listOf(long, 20),
      ),
      record: fc.oneof(
        small,
        fc.oneof(field('r'), field('deep'), fc.constant('context')),
        fc.tuple(long, text).map(([x, y]) => `{x: ${x}, "y z": ${y}}`),
        fc.tuple(record, tie('any')).map(([a, b]) => `{a: ${a}, "__proto__": ${b}}`),
        long.map((x) => `{"x": ${x}}`),
        fc.constant('{}'),
      ),
      decimal: made('decimal', field('dec'), readable.decimal),
      ip: made('ip', field('ip'), readable.ip),
      at: fc.oneof(
        small,
        made('datetime', field('at'), readable.datetime),
        called(at, 'offset', len),
        called(at, 'toDate', nothing),
      ),
      len: fc.oneof(
        small,
        made('duration', field('len'), readable.duration),
        called(at, 'durationSince', at),
        called(at, 'toTime', nothing),
      ),
      any: fc.oneof(
        small,
        ...(['bool', 'long', 'text', 'entity', 'set', 'record', 'decimal', 'ip', 'at', 'len'] as const).map((name) =>
          tie(name),
        ),
      ),
    };
  }).bool;

const small = { maxDepth: 3, depthSize: 'xsmall', withCrossShrink: true } as const;
const nothing = fc.constant('');

const owner = pick([
  'principal',
  'resource',
  'context',
  'context',
  'principal.u',
  'resource.r',
  'action',
  'context.deep',
]);
const field = (name: string): fc.Arbitrary<string> => owner.map((of) => `${of}.${name}`);

const names = ['n', 's', 'u', 'r', 'x', 'deep', 'a', 'b', 'c', 'zz', 'ip', 'constructor'];
/** One name or more, of which most lead somewhere; or one that must be written as a text. */
const path = fc.oneof(
  { weight: 5, arbitrary: fc.array(pick(names), { minLength: 1, maxLength: 4 }).map((some) => some.join('.')) },
  pick(['u.n', 'u.u.n', 'r.x', 'deep.a.b.c', 'deep.a.b', 'deep.a', 'u.deep.a', '"y z"', '"__proto__"', '"\\x6e"']),
);
const has = fc.tuple(owner, path).map(([of, some]) => `(${of} has ${some})`);

const between = (left: fc.Arbitrary<string>, operators: string, right: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(left, pick(operators.split(' ')), right)
    .map(([one, operator, other]) => `((${one}) ${operator} (${other}))`);
const called = (on: fc.Arbitrary<string>, methods: string, by: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(on, pick(methods.split(' ')), by).map(([one, method, other]) => `(${one}).${method}(${other})`);
const chosen = (condition: fc.Arbitrary<string>, value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(condition, value, value).map(([one, yes, no]) => `(if ${one} then ${yes} else ${no})`);
const listOf = (item: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string> =>
  fc.array(item, { maxLength }).map((items) => `[${items.join(', ')}]`);
const made = (constructor: string, read: fc.Arbitrary<string>, valid: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    small,
    read,
    odd(valid).map((text) => `${constructor}("${text}")`),
  );
