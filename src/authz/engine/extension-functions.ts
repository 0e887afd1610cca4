import { Datetime, parseDatetime } from './datetime.ts';
import { Decimal, parseDecimal } from './decimal.ts';
import { Duration, parseDuration, units } from './duration.ts';
import { EvaluationError } from './evaluation-error.ts';
import { IpAddress, parseIpAddress } from './ip-address.ts';
import { string } from './operators.ts';
import { wrongType, type Expected, type Value } from './values.ts';
import { fits, long } from './whole.ts';

interface ExtensionFunction {
  readonly arity: 1 | 2;
  apply(first: Value, second: Value): Value;
}

const unary = (apply: (value: Value) => Value): ExtensionFunction => ({ arity: 1, apply });
const binary = (apply: (first: Value, second: Value) => Value): ExtensionFunction => ({ arity: 2, apply });
const inUnits = (unit: bigint): ExtensionFunction => unary((value) => long(duration(value).milliseconds / unit));

const loopback = { 4: parseIpAddress('127.0.0.0/8'), 6: parseIpAddress('::1') };
const multicast = { 4: parseIpAddress('224.0.0.0/4'), 6: parseIpAddress('ff00::/8') };

/** Every function and method of Cedar's extension types, by its name in a policy. */
export const extensionFunctions: ReadonlyMap<string, ExtensionFunction> = new Map(
  Object.entries({
    decimal: unary((text) => parseDecimal(string(text))),
    lessThan: binary((one, other) => decimal(one).parts < decimal(other).parts),
    lessThanOrEqual: binary((one, other) => decimal(one).parts <= decimal(other).parts),
    greaterThan: binary((one, other) => decimal(one).parts > decimal(other).parts),
    greaterThanOrEqual: binary((one, other) => decimal(one).parts >= decimal(other).parts),

    ip: unary((text) => parseIpAddress(string(text))),
    isIpv4: unary((value) => ipAddress(value).version === 4),
    isIpv6: unary((value) => ipAddress(value).version === 6),
    isLoopback: unary((value) => ipAddress(value).isIn(loopback[ipAddress(value).version])),
    isMulticast: unary((value) => ipAddress(value).isIn(multicast[ipAddress(value).version])),
    isInRange: binary((value, range) => ipAddress(value).isIn(ipAddress(range))),

    datetime: unary((text) => parseDatetime(string(text))),
    offset: binary((from, by) => later(datetime(from), duration(by))),
    durationSince: binary((to, from) => between(datetime(to), datetime(from))),
    toDate: unary((value) => dateOf(datetime(value))),
    toTime: unary((value) => new Duration(sinceMidnight(datetime(value)))),

    duration: unary((text) => parseDuration(string(text))),
    toMilliseconds: inUnits(units.milliseconds),
    toSeconds: inUnits(units.seconds),
    toMinutes: inUnits(units.minutes),
    toHours: inUnits(units.hours),
    toDays: inUnits(units.days),

    unknown: unary((name) => unknown(string(name))),
  }),
);

/** The functions that make a value of a text; by these a schema reads a bare text as the type that it expects. */
export const constructors: Readonly<Record<string, string>> = {
  decimal: 'decimal',
  ipaddr: 'ip',
  datetime: 'datetime',
  duration: 'duration',
};

/** Calls a function by its name. Throws an EvaluationError where Cedar has no value. */
export function callExtension(name: string, values: readonly Value[]): Value {
  const called = extensionFunctions.get(name);
  const [first, second] = values;
  if (called === undefined) throw new EvaluationError('extension', `extension function ${name} does not exist`);
  if (first === undefined || values.length !== called.arity)
    throw new EvaluationError(
      'arity',
      `wrong number of arguments provided to extension function \`${name}\`: expected ${called.arity}, got ${values.length}`,
    );
  return called.apply(first, second ?? first);
}

/** Cedar's mark of what is to be found out later: in a decision it never is, so that there it has no value. */
function unknown(name: string): never {
  throw new EvaluationError('extension', `the expression contains what is unknown: ${JSON.stringify(name)}`);
}

/** Since the midnight before, in UTC, also before 1970. */
function sinceMidnight({ milliseconds }: Datetime): bigint {
  const rest = milliseconds % units.days;
  return rest < 0n ? rest + units.days : rest;
}

function later(from: Datetime, { milliseconds }: Duration): Datetime {
  const moment = from.milliseconds + milliseconds;
  return fits(moment)
    ? new Datetime(moment)
    : beyond('offset', `adding an offset: ${written(from)}+(${milliseconds}ms)`);
}

function between(to: Datetime, from: Datetime): Duration {
  const length = to.milliseconds - from.milliseconds;
  return fits(length)
    ? new Duration(length)
    : beyond('durationSince', `computing the duration between ${written(to)} and ${written(from)}`);
}

function dateOf(moment: Datetime): Datetime {
  const midnight = moment.milliseconds - sinceMidnight(moment);
  return fits(midnight) ? new Datetime(midnight) : beyond('toDate', `computing the date of ${written(moment)}`);
}

/** As Cedar writes every moment. */
const written = ({ milliseconds }: Datetime): string => `datetime("1970-01-01").offset(duration("${milliseconds}ms"))`;

function beyond(name: string, doing: string): never {
  throw EvaluationError.ofExtension(name, `overflows when ${doing}`);
}

function refuse(expected: Expected, value: Value): never {
  throw wrongType(expected, value);
}

const decimal = (value: Value): Decimal => (value instanceof Decimal ? value : refuse('decimal', value));
const ipAddress = (value: Value): IpAddress => (value instanceof IpAddress ? value : refuse('ipaddr', value));
const datetime = (value: Value): Datetime => (value instanceof Datetime ? value : refuse('datetime', value));
const duration = (value: Value): Duration => (value instanceof Duration ? value : refuse('duration', value));
