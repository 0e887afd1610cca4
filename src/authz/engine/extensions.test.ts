import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzRuns } from './fuzz-runs.contract.ts';
import { openPolicies } from './open-policies.ts';
import { oracle, verdictOf } from './oracle.contract.ts';

/** Every function on two texts; those that a text is not fit for err, in Cedar as here. */
const clauses = [
  ...['<', '<=', '==', '!='].flatMap((operator) => [
    `datetime(context.a) ${operator} datetime(context.b)`,
    `duration(context.a) ${operator} duration(context.b)`,
  ]),
  ...['==', '!='].flatMap((operator) => [
    `decimal(context.a) ${operator} decimal(context.b)`,
    `ip(context.a) ${operator} ip(context.b)`,
  ]),
  ...['lessThan', 'lessThanOrEqual', 'greaterThan', 'greaterThanOrEqual'].map(
    (method) => `decimal(context.a).${method}(decimal(context.b))`,
  ),
  ...['isIpv4', 'isIpv6', 'isLoopback', 'isMulticast'].map((method) => `ip(context.a).${method}()`),
  'ip(context.a).isInRange(ip(context.b))',
  'datetime(context.a).offset(duration(context.b)) >= datetime("1970-01-01")',
  'datetime(context.a).durationSince(datetime(context.b)) >= duration("1h")',
  'datetime(context.a).toDate() < datetime(context.b)',
  'datetime(context.a).toTime() < duration("12h")',
  ...['Milliseconds', 'Seconds', 'Minutes', 'Hours', 'Days'].map(
    (unit) => `duration(context.a).to${unit}() < duration(context.b).to${unit}()`,
  ),
];
const policies = Object.fromEntries(
  clauses.map((clause, place) => [`p${place}`, `permit(principal, action, resource) when { ${clause} };`]),
);

const digits = (least: number, most: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.nat(9).map(String), minLength: least, maxLength: most });
const joined = (...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((all) => all.join(''));
const maybe = (part: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof(fc.constant(''), part);
const just = (text: string): fc.Arbitrary<string> => fc.constant(text);
const below = (most: number, width: number): fc.Arbitrary<string> =>
  fc.nat(most).map((n) => String(n).padStart(width, '0'));

const decimal = joined(maybe(just('-')), digits(1, 16), just('.'), digits(1, 5));
const date = joined(
  fc.constantFrom('2024', '1969', '0000', '9999', '2023'),
  just('-'),
  below(13, 2),
  just('-'),
  below(32, 2),
);
const time = joined(
  just('T'),
  below(24, 2),
  just(':'),
  below(60, 2),
  just(':'),
  below(60, 2),
  maybe(joined(just('.'), digits(2, 4))),
);
const zone = fc.oneof(just('Z'), just(''), joined(fc.constantFrom('+', '-'), below(24, 2), below(60, 2)));
const datetime = fc.oneof(date, joined(date, time, zone));
const amount = (unit: string): fc.Arbitrary<string> => maybe(joined(digits(1, 4), just(unit)));
const duration = joined(maybe(just('-')), ...['d', 'h', 'm', 's', 'ms'].map(amount));
const huge = joined(maybe(just('-')), digits(12, 20), fc.constantFrom('d', 'h', 'm', 's', 'ms'));
const prefix = maybe(joined(just('/'), below(130, 1)));
const four = fc
  .tuple(below(256, 1), below(1, 1), below(255, 1), fc.constantFrom('0', '1', '01', ''))
  .map((bytes) => bytes.join('.'));
const group = fc.constantFrom('0', 'ff', 'FF00', '1', '', '12345', 'g');
const six = fc.array(group, { minLength: 2, maxLength: 9 }).map((groups) => groups.join(':'));
const well = fc.constantFrom(
  '127.0.0.1',
  '127.9.9.9/24',
  '224.1.1.1',
  '::1',
  '::',
  'ff02::1/16',
  '::ffff:1.2.3.4',
  '1:2:3:4:5:6:7::',
  '10.0.0.0/8',
  '10.1.2.3',
);
const text = fc.oneof(
  decimal,
  datetime,
  duration,
  huge,
  joined(four, prefix),
  joined(six, prefix),
  joined(well, prefix),
  fc.string({ maxLength: 6 }),
);

/** One letter more, fewer or other than in a text that fits. */
const damaged = fc
  .tuple(text, fc.nat(30), fc.constantFrom('', '0', ' ', '-', '.', ':', 'Z', '٣'))
  .map(([whole, place, letter]) => whole.slice(0, place) + letter + whole.slice(place + 1));

const uid = { type: 'User', id: 'a' };
const action = { type: 'Action', id: 'read' };

describe('Extension functions', () => {
  const set = openPolicies({ policies });
  it('read and compare decimals, addresses, moments and lengths of time as Cedar does', { timeout: 0 }, () => {
    const expected = oracle({ policies, templates: {}, links: [], entities: [], requests: [] });
    const pair = fc.oneof(
      ...[decimal, datetime, duration, huge, well, joined(six, prefix)].map((one) => fc.tuple(one, one)),
      fc.tuple(damaged, text),
    );
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const request = { principal: uid, action, resource: uid, context: { a, b } };
        expect(verdictOf(set.decide(request))).toEqual(expected(request));
      }),
      fuzzRuns(),
    );
  });

  it('have a mark of what is unknown, which a policy may hold and which errs where it is reached, as in Cedar', () => {
    const marked = {
      reached: 'permit(principal, action, resource) when { unknown("x") == 1 };',
      passed: 'permit(principal, action, resource) when { true || unknown("x") };',
    };
    const request = { principal: uid, action, resource: uid, context: {} };
    const expected = oracle({ policies: marked, templates: {}, links: [], entities: [], requests: [] })(request);
    expect(expected).toEqual({ decision: 'allow', determining: ['passed'], errors: ['reached'] });
    expect(verdictOf(openPolicies({ policies: marked }).decide(request))).toEqual(expected);
  });
});
